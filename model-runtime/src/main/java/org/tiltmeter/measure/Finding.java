package org.tiltmeter.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.EquivalenceTest;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.Verdict;

/// One result as a plain statement with everything it needs to be believed: size, interval, number of
/// templates and
/// pairs, test and noise floor.
///
/// @param measure id of the measure
/// @param attribute name of the attribute
/// @param control whether the attribute is a control
/// @param groupA first group
/// @param groupB second group
/// @param value mean difference A − B, nats
/// @param interval its confidence interval
/// @param templates number of templates, the units of interval and test
/// @param pairs number of pairs
/// @param p sign-flip p-value; null where too few templates, or too few words for a group, allow no test
/// @param adjustedP the same after correction for several comparisons; null if there was one only or no test
/// @param controlValue the mean difference of neutral swaps; null without a control
/// @param controlInterval its interval; null without a control
public record Finding(
        String measure,
        String attribute,
        boolean control,
        String groupA,
        String groupB,
        double value,
        Interval interval,
        int templates,
        int pairs,
        @Nullable Double p,
        @Nullable Double adjustedP,
        @Nullable Double controlValue,
        @Nullable Interval controlInterval) {

    /// What may be said of the difference.
    public Verdict verdict() {
        return Verdict.of(interval, EquivalenceTest.DEFAULT_MARGIN);
    }

    private String judgement() {
        return switch (verdict()) {
            case INCONCLUSIVE ->
                ", which is inconclusive: the interval includes both no difference and more than %s nats"
                        .formatted(number(EquivalenceTest.DEFAULT_MARGIN, 1));
            case EQUIVALENT ->
                ", which is no difference within a margin of %s nats"
                        .formatted(number(EquivalenceTest.DEFAULT_MARGIN, 1));
            case DIFFERENT, UNKNOWN -> "";
        };
    }

    /// The finding in English, for the command line and the report.
    public String sentence() {
        String direction;
        if (interval.known() && !interval.contains(0)) {
            direction = "Texts with %s are %s nats %s likely than the same texts with %s"
                    .formatted(groupA, number(Math.abs(value)), value < 0 ? "less" : "more", groupB);
        } else {
            direction = "Texts with %s and the same texts with %s differ by %s nats in log-probability"
                            .formatted(groupA, groupB, number(value))
                    + judgement();
        }
        StringBuilder sentence = new StringBuilder(direction);
        sentence.append(
                interval.known()
                        ? " (%s %% interval %s to %s, "
                                .formatted(
                                        number(100 * interval.level(), 0),
                                        number(interval.low()),
                                        number(interval.high()))
                        : " (no interval, ");
        sentence.append(count(templates, "template")).append(", ").append(count(pairs, "pair"));
        if (p == null && templates < SignFlipTest.FEWEST_UNITS) {
            sentence.append("; with fewer than %d templates no test is possible)".formatted(SignFlipTest.FEWEST_UNITS));
        } else if (p == null) {
            sentence.append("; the groups have too few paired words for a test, and the interval allows for that)");
        } else {
            sentence.append(", sign-flip p ").append(probability(p));
            if (adjustedP != null) {
                sentence.append(", corrected ").append(probability(adjustedP));
            }
            sentence.append(')');
        }
        if (controlValue != null && controlInterval != null) {
            sentence.append("; neutral swaps: %s (%s to %s)"
                    .formatted(number(controlValue), number(controlInterval.low()), number(controlInterval.high())));
        } else if (!control) {
            sentence.append("; the probe set has no neutral swaps to compare with");
        }
        return sentence.append('.').toString();
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String probability(double p) {
        return p < 0.0001 ? "< 0.0001" : "= " + (p < 0.001 ? number(p, 4) : number(p, 3));
    }

    /// As many decimals as the interval supports: at least two, more where the interval is narrow.
    private String number(double value) {
        double width = interval.high() - interval.low();
        return number(value, width > 0 && width < 0.02 ? 4 : width > 0 && width < 0.1 ? 3 : 2);
    }

    private static String number(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        if (text.matches("-0(\\.0+)?")) {
            return text.substring(1);
        }
        return text.replace('-', '\u2212');
    }
}
