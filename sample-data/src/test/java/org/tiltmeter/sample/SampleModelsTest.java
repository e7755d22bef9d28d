package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;

class SampleModelsTest {

    private static final long MOST_BYTES = 10_000_000;

    @TempDir
    private Path cache;

    @ParameterizedTest
    @EnumSource
    void areSmallAndComplete(SampleModel model) throws IOException {
        Path folder = SampleModels.unpack(model, cache);
        assertThat(folder).hasFileName(model.folder());
        long bytes = 0;
        for (String file : model.files()) {
            bytes += Files.size(folder.resolve(file));
        }
        assertThat(bytes).isBetween(500_000L, MOST_BYTES);
        assertThat(Files.readString(folder.resolve("config.json"))).contains("\"model_type\"");
    }

    @Test
    void areUnpackedOnceAndMendedWhenChanged() throws IOException {
        Path folder = SampleModels.unpack(cache);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(folder.resolve("config.json"), old);
        assertThat(SampleModels.unpack(cache)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(folder.resolve("config.json"))).isEqualTo(old);

        Files.writeString(folder.resolve("config.json"), "{}");
        Files.delete(folder.resolve("tokenizer.json"));
        assertThat(SampleModels.unpack(cache)).isEqualTo(folder);
        assertThat(folder.resolve("tokenizer.json")).isRegularFile();
        assertThat(Files.readString(folder.resolve("config.json"))).contains("\"model_type\"");
        try (Stream<Path> beside = Files.list(folder.getParent())) {
            assertThat(beside).containsExactly(folder);
        }
    }

    @Test
    void tellTheTruthOfTheGrammar() {
        Grammar grammar = GrammarReader.read(SampleGrammars.occupations());
        PlantedTruth truth = SampleModel.OCCUPATIONS.truth();
        assertThat(truth).isEqualTo(PlantedTruth.of(grammar));
        assertThat(PlantedTruth.parse(truth.toJson())).isEqualTo(truth);
        assertThat(truth.associations().getFirst().shares()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(truth.year()).isEqualTo(2019);
    }
}
