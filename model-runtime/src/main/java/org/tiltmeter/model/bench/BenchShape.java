package org.tiltmeter.model.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// How many texts of which length are computed together.
///
/// @param texts number of texts
/// @param tokens of each
public record BenchShape(int texts, int tokens) {

    /// The shapes that the published measurements have.
    public static final List<BenchShape> USUAL =
            List.of(new BenchShape(1, 128), new BenchShape(1, 512), new BenchShape(32, 32));

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})x([1-9][0-9]{0,6})");

    /// Shapes as written on the command line: `1x128,32x32`.
    ///
    /// @throws BadInputException naming the part that is no shape
    public static List<BenchShape> parse(String text) {
        List<BenchShape> shapes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = FORM.matcher(part.strip());
            if (!matcher.matches()) {
                throw new BadInputException("\"" + part + "\" is no number of texts and tokens; write it as 1x128,"
                        + " and separate several by commas.");
            }
            shapes.add(new BenchShape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
        return shapes;
    }

    /// Tokens of all texts together.
    public long total() {
        return (long) texts * tokens;
    }

    @Override
    public String toString() {
        return texts + "x" + tokens;
    }
}
