package org.tiltmeter.views.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.work.BadInputException;

class LessonFileTest {

    /// A lesson with one step; tests break it by exchanging a part.
    static final String LESSON = """
        {"format": "tiltmeter-lesson", "version": 1, "id": "one", "title": "One", "minutes": 5,
         "summary": "A lesson.", "live": "Nothing.",
         "steps": [{"title": "First", "text": "Look.",
                    "action": {"label": "Do it", "commands": [{"do": "layer", "with": "2"}, {"do": "run"}]},
                    "question": "Which?", "choices": ["this", "that"], "answer": 1, "reveal": "That.",
                    "notes": "Wait."}]}
        """;

    @Test
    void isReadWithEverythingInIt() {
        Lesson lesson = LessonFile.parse(LESSON, "one.lesson.json");
        assertThat(lesson.title()).isEqualTo("One");
        assertThat(lesson.steps()).hasSize(1);
        LessonStep step = lesson.steps().getFirst();
        assertThat(step.answer()).contains(1);
        assertThat(step.action().orElseThrow().commands())
                .containsExactly(
                        new LessonCommand(LessonCommand.Kind.LAYER, "2"),
                        new LessonCommand(LessonCommand.Kind.RUN, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\": 1|\"version\": 7|another version",
                "\"minutes\": 5|\"minutes\": 500|minutes",
                "\"title\": \"First\", |``|step 1 has no title",
                "\"answer\": 1|\"answer\": 5|a choice that is not there",
                "\"answer\": 1, |``|choices or an answer",
                "\"reveal\": \"That.\",|``|a question or an answer alone",
                "\"do\": \"run\"|\"do\": \"jump\"|unknown command \"jump\"",
                "\"do\": \"run\"|\"do\": \"silence\", \"with\": \"5\"|layer/expert",
                "\"do\": \"run\"|\"do\": \"probes\", \"with\": \"My probes\"|such as occupations/3",
                "\"with\": \"2\"|\"with\": \"two\"|no number",
                "\"with\": \"2\"|\"with\": 2|no text",
                "\"text\": \"Look.\",|\"text\": \"Look.\", \"guessFirst\": \"yes\",|guessFirst",
                "\"notes\"|\"note\"|unknown field \"note\"",
                "\"steps\"|\"stages\"|unknown field \"stages\"",
                "\"id\"|id|no JSON (line 1)",
            })
    void saysInOneSentenceWhatIsBroken(String part, String instead, String expected) {
        assertThatThrownBy(() -> LessonFile.parse(LESSON.replace(part, instead), "one.lesson.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one.lesson.json")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }
}
