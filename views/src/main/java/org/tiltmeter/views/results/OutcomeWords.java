package org.tiltmeter.views.results;

import org.tiltmeter.figure.Numbers;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.views.Texts;

/// What a result compares, and its unit, in words. For any thread.
final class OutcomeWords {

    private static final int DECIMALS = 3;

    private OutcomeWords() {}

    /// A number with its unit.
    static String withUnit(Outcome outcome, String number) {
        return switch (outcome.unit()) {
            case Outcome.NATS -> Texts.get("results.nats", number);
            case Outcome.SHARE -> Texts.get("results.share", number);
            default -> Texts.get("results.weight", number);
        };
    }

    /// The same with three decimals.
    static String withUnit(Outcome outcome, double value) {
        return withUnit(outcome, Numbers.fixed(value, DECIMALS));
    }

    /// What is compared.
    static String quantity(Outcome outcome) {
        return outcome.phrase().isEmpty() ? Texts.get("results.likelihood") : outcome.phrase();
    }

    /// What is compared, with its unit in brackets.
    static String quantityAndUnit(Outcome outcome) {
        String unit =
                switch (outcome.unit()) {
                    case Outcome.NATS -> Texts.get("results.unitNats");
                    case Outcome.SHARE -> Texts.get("results.unitShare");
                    default -> Texts.get("results.unitWeight");
                };
        return Texts.get("results.quantity", quantity(outcome), unit);
    }

    /// What may be said of a comparison.
    static String verdict(ProbeResult result) {
        return switch (result.finding().verdict()) {
            case DIFFERENT -> Texts.get("results.verdictDifferent");
            case EQUIVALENT -> Texts.get("results.verdictEquivalent");
            case INCONCLUSIVE -> Texts.get("results.verdictInconclusive");
            case UNKNOWN -> Texts.get("results.verdictUnknown");
        };
    }

    /// A comparison as it stands in a list.
    static String comparison(ProbeResult result) {
        String words = Texts.get(
                result.control() ? "results.comparisonControl" : "results.comparisonOf",
                result.attribute(),
                result.groupA(),
                result.groupB());
        return result.outcome().phrase().isEmpty()
                ? words
                : Texts.get("results.comparisonOutcome", words, result.outcome().phrase());
    }
}
