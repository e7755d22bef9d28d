package org.tiltmeter.views.routing;

import java.util.List;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// The words for what was found of neurons and heads; "associated with", never a cause.
final class DenseWords {

    private static final int DIGITS = 4;

    private DenseWords() {}

    /// What is compared.
    static String name(Kind kind) {
        return switch (kind) {
            case NEURONS -> Texts.get("routing.neurons");
            case HEAD -> Texts.get("routing.heads");
        };
    }

    /// What the numbers are.
    static String quantity(Kind kind) {
        return switch (kind) {
            case NEURONS -> Texts.get("routing.neuronQuantity");
            case HEAD -> Texts.get("routing.headQuantity");
        };
    }

    /// One group of neurons or one head.
    static String name(UnitDifference unit) {
        String layer = Integer.toString(unit.layer());
        String first = Integer.toString(unit.first());
        if (unit.kind() == Kind.HEAD) {
            return Texts.get("routing.headName", layer, first);
        }
        return unit.end() - unit.first() == 1
                ? Texts.get("routing.oneNeuron", layer, first)
                : Texts.get("routing.neuronName", layer, first, Integer.toString(unit.end() - 1));
    }

    /// The same, short.
    static String place(UnitDifference unit) {
        String layer = Integer.toString(unit.layer());
        String first = Integer.toString(unit.first());
        return unit.end() - unit.first() == 1
                ? Texts.get("routing.place", layer, first)
                : Texts.get("routing.neuronPlace", layer, first, Integer.toString(unit.end() - 1));
    }

    /// A comparison by name.
    static String name(Comparison comparison) {
        String words =
                Texts.get("routing.comparison", comparison.attribute(), comparison.groupA(), comparison.groupB());
        return comparison.control() ? Texts.get("routing.comparisonControl", words) : words;
    }

    /// A number of the table.
    static String number(double value) {
        return Numbers.fixed(value, DIGITS);
    }

    /// An interval of the table.
    static String range(UnitDifference unit) {
        return WordColumns.range(unit.interval(), DIGITS);
    }

    /// Whether a unit passed its test, in a word.
    static String verdict(UnitDifference unit) {
        return StudyWords.verdict(unit.discoveryP(), unit.confirmationP(), unit.confirmed());
    }

    /// What was found, of neurons and of heads.
    static String sentence(DenseStudy study, Comparison comparison) {
        if (comparison.units().stream().allMatch(one -> one.discoveryP() == null)) {
            return Texts.get("routing.denseTooFew", Integer.toString(comparison.templates()));
        }
        List<UnitDifference> confirmed = comparison.confirmed();
        if (confirmed.isEmpty()) {
            return Texts.get(
                    "routing.denseNone", count(comparison.units(), Kind.NEURONS), count(comparison.units(), Kind.HEAD));
        }
        return Texts.get(
                "routing.denseFound",
                count(confirmed, Kind.NEURONS),
                count(comparison.units(), Kind.NEURONS),
                count(confirmed, Kind.HEAD),
                count(comparison.units(), Kind.HEAD),
                comparison.groupA(),
                comparison.groupB(),
                Precision.probability(1 - study.settings().level()));
    }

    private static String count(List<UnitDifference> units, Kind kind) {
        return Long.toString(units.stream().filter(one -> one.kind() == kind).count());
    }

    /// A unit's values in plain words.
    static String describe(Comparison comparison, UnitDifference unit) {
        return Texts.get(
                unit.kind() == Kind.HEAD ? "routing.headSentence" : "routing.neuronSentence",
                name(unit),
                number(unit.valueA()),
                comparison.groupA(),
                number(unit.valueB()),
                comparison.groupB(),
                verdict(unit));
    }
}
