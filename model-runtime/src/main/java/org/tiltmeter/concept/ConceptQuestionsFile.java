package org.tiltmeter.concept;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.probe.StrictJson;
import org.tiltmeter.work.BadInputException;

/// Questions about concepts as JSON files, marked `"format": "tiltmeter-concept-questions", "version": 1`. Unknown
/// fields are refused and sizes bounded.
public final class ConceptQuestionsFile {

    private static final String FORMAT = "tiltmeter-concept-questions";
    private static final int MOST_WORDS = 2_000;
    private static final int RUNS = 20;

    private ConceptQuestionsFile() {}

    /// Reads a file.
    ///
    /// @param seed of the random texts of sensitivities
    /// @throws BadInputException naming the file and the field
    public static ConceptQuestions read(Path file, long seed) {
        return parse(StrictJson.text(file), String.valueOf(file.getFileName()), seed);
    }

    /// Reads questions from a text.
    ///
    /// @param file how the file is called in messages
    /// @throws BadInputException naming the file and the field
    public static ConceptQuestions parse(String json, String file, long seed) {
        StrictJson root = StrictJson.parse(
                json, file, known("format", "version", "words", "sentences", "sensitivities", "actions"));
        if (!root.text("format").equals(FORMAT)) {
            throw root.problem("format", "must be \"" + FORMAT + "\"; this is another kind of file");
        }
        if (root.integer("version") != 1) {
            throw root.problem("version", "is " + root.integer("version") + ", but this program reads version 1");
        }
        if (root.has("words") != root.has("sentences")) {
            throw root.problem(
                    root.has("words") ? "sentences" : "words", "is missing; words stand in sentences with {word}");
        }
        List<StrictJson> asked = root.has("sensitivities")
                ? root.objects("sensitivities", 100, known("concept", "texts", "answer_a", "answer_b", "runs"))
                : List.of();
        List<StrictJson> actions = root.has("actions")
                ? root.objects("actions", 20, known("name", "good", "bad", "questions"))
                : List.of();
        return new ConceptQuestions(
                root.has("words") ? root.texts("words", MOST_WORDS) : List.of(),
                root.has("sentences") ? root.texts("sentences", MOST_WORDS) : List.of(),
                asked.stream().map(object -> sensitivity(object, seed)).toList(),
                actions.stream().map(ConceptQuestionsFile::actions).toList());
    }

    private static SensitivityRequest sensitivity(StrictJson object, long seed) {
        return new SensitivityRequest(
                object.text("concept"),
                object.texts("texts", MOST_WORDS),
                object.texts("answer_a", MOST_WORDS),
                object.texts("answer_b", MOST_WORDS),
                DirectionMethod.LOGISTIC_REGRESSION,
                object.has("runs") ? object.integer("runs") : RUNS,
                seed);
    }

    private static ConceptQuestions.Actions actions(StrictJson object) {
        return new ConceptQuestions.Actions(
                object.text("name"),
                object.texts("good", MOST_WORDS),
                object.texts("bad", MOST_WORDS),
                object.texts("questions", MOST_WORDS));
    }

    private static Set<String> known(String... fields) {
        return new LinkedHashSet<>(List.of(fields));
    }
}
