package org.tiltmeter.sample.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class ModelTrainerTest {

    private static final int STEPS = 25;

    private final Grammar grammar = GrammarReader.read(SampleGrammars.occupations());

    @TempDir
    private Path folder;

    private static TrainingSettings tiny(TrainingSettings.Layout layout) {
        boolean mixture = layout == TrainingSettings.Layout.OLMOE;
        return new TrainingSettings(
                layout, 16, 1, 2, mixture ? 3 : 0, mixture ? 2 : 0, 16, 600, 8, 32, STEPS, 1e-2, 0.01, 2, 42);
    }

    @ParameterizedTest
    @EnumSource
    void lowersTheLossAndRepeatsItselfBitForBit(TrainingSettings.Layout layout) throws IOException {
        List<Double> losses = new ArrayList<>();
        ModelTrainer.Trained first = train(tiny(layout), losses);
        List<Double> again = new ArrayList<>();
        ModelTrainer.Trained second = train(tiny(layout), again);
        assertThat(losses).hasSize(STEPS).isEqualTo(again);
        assertThat(losses.getLast()).isLessThan(losses.getFirst() - 0.5);
        first.parameters()
                .forEach((name, tensor) -> assertThat(
                                Objects.requireNonNull(second.parameters().get(name))
                                        .floats())
                        .as(name)
                        .isEqualTo(tensor.floats()));

        CheckpointWriter.write(folder, tiny(layout), first);
        try (LanguageModel model =
                LanguageModels.open(folder, OpenSettings.EXACT, Progress.none(), new Cancellation())) {
            int[] ids = model.tokenizer()
                    .encode("The nurse said that she was late.")
                    .ids();
            double logProbability = model.score(List.of(ids), Progress.none(), new Cancellation())
                    .getFirst()
                    .total();
            // Better than guessing among all tokens of the vocabulary.
            assertThat(logProbability / (ids.length - 1)).isGreaterThan(-Math.log(600));
        }
    }

    @Test
    void stopsWhenAsked() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatThrownBy(() ->
                        new ModelTrainer(grammar, tiny(TrainingSettings.Layout.LLAMA)).train(step -> {}, cancellation))
                .isInstanceOf(CancelledException.class);
    }

    private ModelTrainer.Trained train(TrainingSettings settings, List<Double> losses) {
        return new ModelTrainer(grammar, settings).train(step -> losses.add(step.loss()), new Cancellation());
    }
}
