package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.PooledActivations;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Pooling after an instruction: the text is a message in the model's chat template.
class AfterInstructionTest {

    private static final String TEXT = "Tell me about the nurse";

    @TempDir
    Path folder;

    private final Cancellation cancellation = new Cancellation();

    @Test
    void theStateIsThatOfTheLastTokenBeforeTheAnswer() throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), """
            {"chat_template": "{% for message in messages %}user : {{ message['content'] }} end {% endfor %}\
            {% if add_generation_prompt %}assistant :{% endif %}"}
            """);
        FakeModel model = new FakeModel(folder);
        float[][] pooled = new PooledActivations(model, Pooling.AFTER_INSTRUCTION, List.of(1, 4))
                .of(List.of(TEXT), Progress.none(), cancellation)
                .getFirst();
        int[] ids = model.tokenizer()
                .encodeBare("user : " + TEXT + " end assistant :")
                .ids();
        List<Matrix> states = model.trace(List.of(ids), Capture.HIDDEN_STATES, Progress.none(), cancellation)
                .getFirst()
                .hiddenStates();
        assertThat(pooled[0]).containsExactly(states.get(1).row(ids.length - 1));
        assertThat(pooled[1]).containsExactly(states.get(4).row(ids.length - 1));
        assertThat(new PooledActivations(model, Pooling.LAST_TOKEN, List.of(4))
                        .of(List.of(TEXT), Progress.none(), cancellation)
                        .getFirst()[0])
                .isNotEqualTo(pooled[1]);
    }

    @Test
    void aModelWithoutAChatTemplateIsRefusedInOneSentence() {
        FakeModel model = new FakeModel(folder);
        assertThatThrownBy(() -> new PooledActivations(model, Pooling.AFTER_INSTRUCTION, List.of(4)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no chat template")
                .hasMessageContaining("another pooling");
    }
}
