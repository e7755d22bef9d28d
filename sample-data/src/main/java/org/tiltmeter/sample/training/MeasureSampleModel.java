package org.tiltmeter.sample.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The command that audits a sample model and writes what it finds beside what was planted into
/// the model's folder.
public final class MeasureSampleModel {

    /// The attribute whose effect goes through no single expert.
    private static final String DIFFUSE = "nation";

    private static final int TEXTS = 12;
    private static final int TOKENS = 48;

    private MeasureSampleModel() {}

    /// @param arguments the model's folder, with `truth.json`, and the probe file, or for a
    ///     model of the family
    ///     associations its grammar file; `measured.md` is written
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("arguments: the model's folder and the probe or grammar file");
        }
        Path folder = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (LanguageModel model =
                LanguageModels.open(folder, OpenSettings.EXACT, Progress.none(), new Cancellation())) {
            PlantedTruth truth = PlantedTruth.parse(Files.readString(folder.resolve("truth.json")));
            Path source = Path.of(arguments[1]);
            String report = String.valueOf(source.getFileName()).endsWith(".grammar.json")
                    ? strengths(model, truth, GrammarReader.read(Files.readString(source)))
                    : ShareReport.of(model, ProbeFile.read(source), truth).markdown();
            String text = report + "\n# What it writes\n\nSampled at temperature 1, seeds 1 to " + TEXTS
                    + ", from nothing but the start token.\n\n" + samples(model);
            Files.writeString(folder.resolve("measured.md"), text);
            out.print(text);
        }
    }

    private static String strengths(LanguageModel model, PlantedTruth truth, Grammar grammar) {
        String text = StrengthReport.of(model, truth, AuditSettings.defaults()).markdown();
        ModelSummary summary = model.summary();
        boolean carried = truth.associations().stream().anyMatch(association -> association.carrier() != null);
        return carried
                ? text + "\n"
                        + ExpertReport.of(
                                        model,
                                        truth,
                                        grammar,
                                        DIFFUSE,
                                        summary.layers(),
                                        summary.experts().orElseThrow().routed())
                                .markdown()
                : text;
    }

    private static String samples(LanguageModel model) {
        StringBuilder text = new StringBuilder();
        int[] start = model.tokenizer().encode("").ids();
        for (int seed = 1; seed <= TEXTS; seed++) {
            int[] ids = model.generate(
                            start, GenerationSettings.sampled(TOKENS, seed), Progress.none(), new Cancellation())
                    .ids();
            text.append("- ").append(model.tokenizer().decode(ids)).append('\n');
        }
        return text.toString();
    }
}
