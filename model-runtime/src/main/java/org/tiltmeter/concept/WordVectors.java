package org.tiltmeter.concept;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.work.BadInputException;

/// Word vectors in the text format of word2vec: a line with the number of words and of dimensions, then a word
/// and its
/// numbers on each line.
///
/// @param vectors by word, each `[dimensions]`
public record WordVectors(Map<String, double[]> vectors) {

    /// Reads the vectors of the words that are wanted; others are passed over, so that large files are no
    /// matter.
    ///
    /// @param wanted the words, spelt as in the file
    /// @throws BadInputException naming the file and the line
    public static WordVectors read(Path file, Set<String> wanted) {
        String name = String.valueOf(file.getFileName());
        Map<String, double[]> vectors = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            if (header == null || !header.strip().matches("\\d{1,9} \\d{1,6}")) {
                throw new BadInputException(name + " does not begin with the number of words and of dimensions.");
            }
            int dimensions = Integer.parseInt(header.strip().split(" ")[1]);
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int space = line.indexOf(' ');
                if (space > 0 && wanted.contains(line.substring(0, space))) {
                    vectors.put(line.substring(0, space), numbers(line.substring(space + 1), dimensions, name, number));
                }
            }
        } catch (CharacterCodingException broken) {
            throw new BadInputException(name + " is not encoded in UTF-8.", broken);
        } catch (IOException broken) {
            throw new BadInputException(name + " cannot be read: " + broken.getMessage() + ".", broken);
        }
        return new WordVectors(vectors);
    }

    private static double[] numbers(String text, int dimensions, String file, int line) {
        String[] parts = text.strip().split(" ");
        if (parts.length != dimensions) {
            throw new BadInputException(
                    "%s: line %d has %d numbers, not %d.".formatted(file, line, parts.length, dimensions));
        }
        double[] vector = new double[dimensions];
        try {
            for (int i = 0; i < dimensions; i++) {
                vector[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException broken) {
            throw new BadInputException("%s: line %d has something that is no number.".formatted(file, line), broken);
        }
        return vector;
    }

    /// The vectors of those words that have one, in order, `[words][dimensions]`.
    public double[][] of(List<String> words) {
        return words.stream().filter(vectors::containsKey).map(vectors::get).toArray(double[][]::new);
    }
}
