package org.tiltmeter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.sample.SampleModels;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The model of a benchmark: the sample model, or the folder given as `-p folder=…`.
@State(Scope.Benchmark)
public class OpenedModel {

    /// A model's folder, or `sample`.
    @Param("sample")
    public String folder = "";

    private LanguageModel model;
    private final Random random = new Random(42);

    /// Opens the model.
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path place = folder.equals("sample")
                ? SampleModels.unpack(Files.createTempDirectory("tiltmeter-benchmarks"))
                : Path.of(folder);
        model = LanguageModels.open(place, OpenSettings.AUTOMATIC, Progress.none(), new Cancellation());
    }

    /// Closes the model.
    @TearDown(Level.Trial)
    public void close() {
        model.close();
    }

    LanguageModel model() {
        return model;
    }

    /// Texts of random tokens.
    List<int[]> texts(int texts, int tokens) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            all.add(ids(tokens));
        }
        return all;
    }

    /// Random tokens.
    int[] ids(int tokens) {
        return random.ints(tokens, 0, model.summary().vocabulary()).toArray();
    }
}
