package org.tiltmeter.views.concepts;

import java.util.Optional;
import org.tiltmeter.concept.AssociationTest;
import org.tiltmeter.concept.ChanceEffects;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.Texts;

/// The three ways in which one set of word lists is tested.
enum AssociationMeasure {
    /// Each word by its mean vector.
    WEAT,
    /// Each word in each context by itself.
    SEAT,
    /// Random contexts of each word, combined.
    CEAT;

    private static final double LEVEL = 0.95;

    /// Its name and what it does.
    String title() {
        return switch (this) {
            case WEAT -> Texts.get("concepts.assoc.weat");
            case SEAT -> Texts.get("concepts.assoc.seat");
            case CEAT -> Texts.get("concepts.assoc.ceat");
        };
    }

    /// What its numbers say and what they do not.
    String explanation() {
        return switch (this) {
            case WEAT -> Texts.get("concepts.assoc.explainWeat");
            case SEAT -> Texts.get("concepts.assoc.explainSeat");
            case CEAT -> Texts.get("concepts.assoc.explainCeat");
        };
    }

    /// The test over words or sentences; empty for CEAT.
    Optional<AssociationTest> test(ModelAssociation one) {
        return switch (this) {
            case WEAT -> Optional.of(one.words());
            case SEAT -> Optional.of(one.sentences());
            case CEAT -> Optional.empty();
        };
    }

    /// Effect size, −2 … 2.
    double effect(ModelAssociation one) {
        return test(one).map(AssociationTest::effectSize).orElse(one.contexts().combined());
    }

    /// Over words; for CEAT between 2.5 % and 97.5 % of the draws of contexts.
    Interval interval(ModelAssociation one) {
        return test(one)
                .map(AssociationTest::interval)
                .orElse(new Interval(one.contexts().low(), one.contexts().high(), LEVEL));
    }

    /// One-sided, of this layer alone.
    double p(ModelAssociation one) {
        return test(one).map(AssociationTest::p).orElse(one.contexts().p());
    }

    /// Corrected over the layers.
    double adjustedP(ModelAssociation one) {
        return test(one).map(AssociationTest::adjustedP).orElse(one.contexts().adjustedP());
    }

    /// Effect sizes of chance.
    ChanceEffects chance(ModelAssociation one) {
        return test(one).map(AssociationTest::chance).orElse(one.contexts().chance());
    }

    /// How many partitions, and whether these are all.
    String partitions(ModelAssociation one) {
        long count =
                test(one).map(AssociationTest::partitions).orElse(one.contexts().partitions());
        boolean exact =
                test(one).map(AssociationTest::exact).orElse(one.contexts().exact());
        return Texts.get(exact ? "concepts.assoc.exact" : "concepts.assoc.sampled", count);
    }
}
