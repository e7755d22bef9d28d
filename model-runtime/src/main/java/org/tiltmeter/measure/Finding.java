package org.tiltmeter.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.EquivalenceTest;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.Verdict;

/// One result as a plain statement with everything it needs to be believed: size, interval,
/// number of
/// templates and
/// pairs, test and noise floor.
///
/// @param measure id of the measure
/// @param attribute name of the attribute
/// @param control whether the attribute is a control
/// @param groupA first group
/// @param groupB second group
/// @param value mean difference A − B, in the unit of the outcome
/// @param interval its confidence interval
/// @param templates number of templates, the units of interval and test
/// @param pairs number of pairs
/// @param p sign-flip p-value; null where too few templates, or too few words for a group, allow
///     no test
/// @param adjustedP the same after correction for several comparisons; null if there was one only
///     or no test
/// @param controlValue the mean difference of neutral swaps; null without a control
/// @param controlInterval its interval; null without a control
/// @param outcome what is compared
/// @param margin half width of what counts as no difference, in the unit of the outcome
/// @param equivalence the two one-sided tests over templates and, where words are paired, over
///     words; null where
///     none is possible
/// @param noTest why there is no p; null where there is one
/// @param correction by which p was corrected; empty where it was not
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
        @Nullable Interval controlInterval,
        Outcome outcome,
        double margin,
        @Nullable EquivalenceTest equivalence,
        @Nullable NoTest noTest,
        String correction) {

    /// What a choice between two profiles in one text compares.
    static final String PROFILES = "preference for one of two profiles in one text";

    /// How often it comes out.
    static final String PROFILE_SHARE = "share of decisions for one of two profiles in one text, less one half";

    /// Findings of earlier versions are about likelihoods and say nothing of equivalence.
    public Finding {
        if (outcome == null) {
            outcome = Outcome.LIKELIHOOD;
            margin = EquivalenceTest.DEFAULT_MARGIN;
            noTest = p != null
                    ? null
                    : templates < SignFlipTest.FEWEST_UNITS ? NoTest.TOO_FEW_TEMPLATES : NoTest.TOO_FEW_WORDS;
        }
        correction = correction == null ? "" : correction;
    }

    /// A finding about likelihoods.
    public Finding(
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
        this(
                measure,
                attribute,
                control,
                groupA,
                groupB,
                value,
                interval,
                templates,
                pairs,
                p,
                adjustedP,
                controlValue,
                controlInterval,
                Outcome.LIKELIHOOD,
                EquivalenceTest.DEFAULT_MARGIN,
                null,
                p != null
                        ? null
                        : templates < SignFlipTest.FEWEST_UNITS ? NoTest.TOO_FEW_TEMPLATES : NoTest.TOO_FEW_WORDS,
                "");
    }

    /// What may be said of the difference: that it is there where the interval excludes zero,
    /// that it is none where
    /// the equivalence test says so, and otherwise nothing. Where no equivalence test is
    /// possible, the whole
    /// interval
    /// must lie within the margin.
    public Verdict verdict() {
        Verdict byInterval = Verdict.of(interval, margin);
        if (equivalence == null || byInterval == Verdict.DIFFERENT || byInterval == Verdict.UNKNOWN) {
            return byInterval;
        }
        return equivalence.equivalent() ? Verdict.EQUIVALENT : Verdict.INCONCLUSIVE;
    }

    private String judgement() {
        String within = number(margin, margin < 0.1 ? 3 : 1) + unit();
        String test = equivalence == null ? "" : " (equivalence test p " + probability(equivalence.p()) + ")";
        return switch (verdict()) {
            case INCONCLUSIVE ->
                equivalence == null
                        ? ", which is inconclusive: the interval includes both no difference and more than " + within
                        : ", which is inconclusive: neither a difference nor its absence within " + within + " is shown"
                                + test;
            case EQUIVALENT -> ", which is no difference within a margin of " + within + test;
            case DIFFERENT, UNKNOWN -> "";
        };
    }

    private String unit() {
        return outcome.unit().equals(Outcome.NATS) ? " nats" : "";
    }

    /// The finding in English, for the command line and the report.
    public String sentence() {
        boolean known = interval.known() && !interval.contains(0);
        String direction = direction(known) + (known ? "" : judgement());
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
        if (p == null) {
            sentence.append(withoutTest()).append(')');
        } else {
            sentence.append(", sign-flip p ").append(probability(p));
            if (adjustedP != null) {
                sentence.append(correction.isEmpty() ? ", corrected " : ", corrected by " + correction + " ")
                        .append(probability(adjustedP));
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

    private String direction(boolean known) {
        String more = known && value < 0 ? "less" : "more";
        String size = number(known ? Math.abs(value) : value) + unit();
        if (outcome.equals(Outcome.LIKELIHOOD)) {
            return known
                    ? "Texts with %s are %s %s likely than the same texts with %s".formatted(groupA, size, more, groupB)
                    : "Texts with %s and the same texts with %s differ by %s in log-probability"
                            .formatted(groupA, groupB, size);
        }
        if (outcome.phrase().equals(PROFILES) || outcome.phrase().equals(PROFILE_SHARE)) {
            String what = outcome.phrase().equals(PROFILES) ? "by " : "in the share of decisions less one half, by ";
            return known
                    ? "With both in one text, in either order, %s are preferred to %s %s%s"
                            .formatted(value < 0 ? groupB : groupA, value < 0 ? groupA : groupB, what, size)
                    : "With both in one text, in either order, %s are preferred to %s %s%s"
                            .formatted(groupA, groupB, what, size);
        }
        return known
                ? "With %s the model's %s is %s %s than in the same texts with %s"
                        .formatted(groupA, outcome.phrase(), size, value < 0 ? "lower" : "higher", groupB)
                : "With %s and in the same texts with %s the model's %s differs by %s"
                        .formatted(groupA, groupB, outcome.phrase(), size);
    }

    private String withoutTest() {
        return switch (noTest) {
            case TOO_FEW_WORDS -> "; the groups have too few paired words for a test, and the interval allows for that";
            case UNEQUAL_LISTS ->
                "; the groups' word lists are unequally long, so their words are not paired and there is no test; the"
                        + " interval allows for both lists";
            case TOO_FEW_TEMPLATES ->
                "; with fewer than %d templates no test is possible".formatted(SignFlipTest.FEWEST_UNITS);
            case null -> "; no test is possible";
        };
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String probability(double p) {
        return p < 0.0001 ? "< 0.0001" : "= " + (p < 0.001 ? number(p, 4) : number(p, 3));
    }

    /// As many decimals as the interval supports: at least two, more where the interval is
    /// narrow.
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
