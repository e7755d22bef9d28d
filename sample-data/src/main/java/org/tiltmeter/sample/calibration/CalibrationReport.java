package org.tiltmeter.sample.calibration;

import java.util.Locale;
import org.tiltmeter.statistics.Estimate;

/// A calibration's result in words and tables.
public final class CalibrationReport {

    private CalibrationReport() {}

    /// The result as Markdown.
    public static String markdown(CalibrationResult result) {
        CalibrationSettings settings = result.settings();
        StringBuilder text = new StringBuilder();
        text.append("## Planted effects recovered\n\n");
        text.append(String.format(
                Locale.ROOT,
                "Every planted word was audited %d times, each time with %d of the sentences and up to %d words for"
                        + " each group, drawn at random. Of %,d intervals (95 %%), %s contain the difference that the"
                        + " grammar planted, and %s the model's own difference over all sentences and words.\n\n",
                settings.subsamples(),
                settings.templates(),
                settings.words(),
                result.covered().units(),
                percent(result.covered()),
                percent(result.coveredModel())));
        text.append("| planted | groups | words | contains what was planted | contains the model's own | slope"
                + " | mean error, nats | half width, nats |\n|---|---|---|---|---|---|---|---|\n");
        for (Recovery recovery : result.recoveries()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s, %s | %d | %s | %s | %s | %.3f | %.3f |\n",
                    recovery.association(),
                    recovery.first().replace(" | ", " of the "),
                    recovery.second().replace(" | ", " of the "),
                    recovery.words(),
                    percent(recovery.covered()),
                    percent(recovery.coveredModel()),
                    Double.isNaN(recovery.slope())
                            ? "nothing planted"
                            : String.format(Locale.ROOT, "%.3f", recovery.slope()),
                    recovery.meanError(),
                    recovery.halfWidth()));
        }
        text.append(
                "\nSlope: of measured on planted difference over the words; 1 is exact. Mean error: of the model's own"
                        + " difference against the planted one, which is what the model failed to learn.\n\n");
        text.append("## False alarms\n\n| where nothing is | tests | p at most 0.05 | 95 % interval excludes 0 |"
                + " mean absolute difference, nats |\n|---|---|---|---|---|\n");
        for (FalseAlarms alarms : result.falseAlarms()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %s | %.3f |\n",
                    alarms.what(),
                    alarms.tests(),
                    percent(alarms.alarms()),
                    percent(alarms.excluded()),
                    alarms.typical()));
        }
        text.append(String.format(
                Locale.ROOT,
                "\n"
                        + "Shares with their 95 %% intervals (Wilson), before any correction. Seed %d, %,d resamples,"
                        + " %.0f s.\n",
                settings.audit().seed(),
                settings.audit().resamples(),
                result.seconds()));
        return text.toString();
    }

    private static String percent(Estimate share) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (%.1f to %.1f)",
                100 * share.value(),
                100 * share.interval().low(),
                100 * share.interval().high());
    }
}
