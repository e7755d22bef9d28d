package org.tiltmeter.concept;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The association tests and lists of actions that come with the program, as the files that a user would write.
public final class ReadyTests {

    private ReadyTests() {}

    /// Word lists of published tests (Greenwald et al. 1998; Caliskan et al. 2017), and one of occupations.
    public static List<WordSets> associations() {
        return WordSetsFile.parse(text("ready.associations.json"), "the tests that come with the program");
    }

    /// Actions given as good and as bad, for moral directions.
    public static ConceptQuestions.Actions actions() {
        return ConceptQuestionsFile.parse(text("ready.questions.json"), "the actions that come with the program", 0)
                .actions()
                .getFirst();
    }

    private static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(ReadyTests.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
