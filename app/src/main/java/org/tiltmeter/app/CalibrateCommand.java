package org.tiltmeter.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.sample.SampleModel;
import org.tiltmeter.sample.calibration.Calibration;
import org.tiltmeter.sample.calibration.CalibrationReport;
import org.tiltmeter.sample.calibration.CalibrationResult;
import org.tiltmeter.sample.calibration.CalibrationSettings;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tiltmeter calibrate [--out DIR]`: how often an audit of the sample models is right.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description =
                "Audits the sample models, whose truth is known, many times and counts how often the audit is right.")
final class CalibrateCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--out", paramLabel = "DIR", description = "A folder for calibration.md and calibration.json.")
    private @Nullable Path out;

    @Option(
            names = "--subsamples",
            defaultValue = "20",
            description = "Audits of each planted word (default: ${DEFAULT-VALUE}).")
    private int subsamples;

    @Option(
            names = "--tests",
            defaultValue = "1000",
            description = "Audits for false alarms of each kind (default: ${DEFAULT-VALUE}).")
    private int tests;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of everything random (default: 42).")
    private long seed;

    CalibrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CalibrationSettings defaults = CalibrationSettings.defaults();
        AuditSettings audit = defaults.audit().withSeed(seed);
        CalibrationSettings settings =
                new CalibrationSettings(subsamples, tests, defaults.templates(), defaults.words(), audit);
        CalibrationResult result;
        try (LanguageModel planted = open(SampleModel.ASSOCIATIONS);
                LanguageModel balanced = open(SampleModel.ASSOCIATIONS_BALANCED)) {
            result = Calibration.run(
                    planted,
                    SampleModel.ASSOCIATIONS.truth(),
                    balanced,
                    settings,
                    console.progress(),
                    console.cancellation());
        }
        console.progress().finish();
        String text = CalibrationReport.markdown(result);
        console.out().print(text);
        if (out != null) {
            write(out, text, result);
        }
        return 0;
    }

    private LanguageModel open(SampleModel model) {
        return LanguageModels.open(
                console.models().folder(model), OpenSettings.EXACT, console.progress(), console.cancellation());
    }

    private static void write(Path folder, String text, CalibrationResult result) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("calibration.md"), text);
            Files.writeString(
                    folder.resolve("calibration.json"),
                    new ObjectMapper()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .writeValueAsString(result)
                            + "\n");
        } catch (IOException failure) {
            throw new BadInputException(
                    "The folder " + folder + " cannot be written (" + failure.getMessage() + "); choose another.",
                    failure);
        }
    }
}
