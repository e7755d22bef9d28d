package org.tiltmeter.app;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.work.BadInputException;

/// Token ids as written on the command line: `1,2,3;4,5` for two sequences.
final class TokenIds {

    private TokenIds() {}

    /// @param option named in messages
    /// @throws BadInputException naming the part that is no list of ids
    static List<int[]> parse(String option, String text) {
        List<int[]> sequences = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            String[] numbers = part.strip().split("\\s*,\\s*", -1);
            int[] ids = new int[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                try {
                    ids[i] = Integer.parseInt(numbers[i]);
                } catch (NumberFormatException notANumber) {
                    throw new BadInputException(
                            option + " holds \"" + numbers[i] + "\", which is not a token id; write ids as 1,2,3"
                                    + " and separate sequences by semicolons.",
                            notANumber);
                }
            }
            sequences.add(ids);
        }
        return sequences;
    }
}
