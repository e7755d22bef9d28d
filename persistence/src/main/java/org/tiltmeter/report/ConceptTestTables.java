package org.tiltmeter.report;

import java.util.List;
import java.util.Locale;
import org.tiltmeter.concept.AssociationTest;
import org.tiltmeter.concept.AssociationWords;
import org.tiltmeter.concept.ConceptFindings;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.table.Cell;
import org.tiltmeter.table.Table;

/// What association tests, sensitivities of answers and moral directions found, as tables. Any thread.
public final class ConceptTestTables {

    private ConceptTestTables() {}

    /// One row for each test and layer.
    public static Table associations(List<ModelAssociation> found) {
        Table.Builder table = Table.titled("Association tests")
                .text("Test")
                .number("Layer")
                .text("Vectors")
                .number("Words X")
                .number("Words Y")
                .number("Words A")
                .number("Words B")
                .number("Contexts")
                .number("WEAT effect size")
                .number("WEAT low")
                .number("WEAT high")
                .number("WEAT statistic")
                .number("WEAT p")
                .number("WEAT p adjusted")
                .number("Partitions")
                .text("Exact")
                .number("SEAT effect size")
                .number("SEAT low")
                .number("SEAT high")
                .number("SEAT statistic")
                .number("SEAT p")
                .number("SEAT p adjusted")
                .number("SEAT partitions")
                .text("SEAT exact")
                .number("CEAT combined effect")
                .number("Spread over contexts")
                .number("2.5 % of contexts below")
                .number("2.5 % of contexts above")
                .number("Between-draw variance")
                .number("Heterogeneity")
                .number("Draws")
                .number("CEAT p over words")
                .number("CEAT p adjusted")
                .number("CEAT partitions")
                .text("CEAT exact")
                .text("Left out");
        for (ModelAssociation one : found) {
            WordSets used = one.lists().used();
            AssociationTest words = one.words();
            AssociationTest sentences = one.sentences();
            table.row(
                    one.test(),
                    one.layer(),
                    one.scaling().fileName(),
                    used.x().words().size(),
                    used.y().words().size(),
                    used.a().words().size(),
                    used.b().words().size(),
                    used.contexts().size(),
                    words.effectSize(),
                    words.interval().low(),
                    words.interval().high(),
                    words.statistic(),
                    words.p(),
                    words.adjustedP(),
                    words.partitions(),
                    ConceptTables.yes(words.exact()),
                    sentences.effectSize(),
                    sentences.interval().low(),
                    sentences.interval().high(),
                    sentences.statistic(),
                    sentences.p(),
                    sentences.adjustedP(),
                    sentences.partitions(),
                    ConceptTables.yes(sentences.exact()),
                    one.contexts().combined(),
                    one.contexts().spread(),
                    one.contexts().low(),
                    one.contexts().high(),
                    one.contexts().betweenVariance(),
                    one.contexts().heterogeneity(),
                    one.contexts().draws(),
                    one.contexts().p(),
                    one.contexts().adjustedP(),
                    one.contexts().partitions(),
                    ConceptTables.yes(one.contexts().exact()),
                    leftOut(one.lists()));
        }
        table.provenance("p is one-sided, adjusted after Holm over the layers; low and high: 95 % of 1,000 resamples of"
                + " the words; sentences of one word are not independent, so SEAT's p is too small; CEAT's p is over"
                + " partitions of the words (our reconstruction), since draws use one pool of texts and the published"
                + " p shrinks with their number.");
        return table.build();
    }

    private static String leftOut(AssociationWords words) {
        return String.join(
                "; ",
                words.leftOut().stream()
                        .map(one -> "%s (%s: %s)"
                                .formatted(
                                        one.word(),
                                        one.list(),
                                        one.reason()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' ')))
                        .toList());
    }

    /// One row for each concept and layer.
    public static Table sensitivities(List<Sensitivity> found) {
        Table.Builder table = Table.titled("How answers respond to concepts, by gradient (TCAV)")
                .text("Concept")
                .number("Layer")
                .number("Score")
                .number("Mean change, nats per unit")
                .number("Score of random texts")
                .number("Mean change of random texts")
                .number("Score low")
                .number("Score high")
                .number("Random low")
                .number("Random high")
                .number("Random runs as far")
                .number("p")
                .number("p adjusted")
                .number("Texts")
                .number("Runs");
        for (Sensitivity one : found) {
            table.row(
                    one.concept(),
                    one.layer(),
                    one.score(),
                    one.meanChange(),
                    one.randomScore(),
                    one.randomChange(),
                    one.scores().low(),
                    one.scores().high(),
                    one.randomScores().low(),
                    one.randomScores().high(),
                    one.randomAsFar(),
                    Double.isNaN(one.p()) ? new Cell.Missing() : one.p(),
                    one.adjustedP(),
                    one.texts(),
                    one.runs());
        }
        table.provenance(
                "Score: share of texts after which the logarithm of P(A)/P(B) rises along the concept; p against"
                        + " random texts over runs (low and high: their lowest and highest), adjusted after Holm over"
                        + " layers; more runs shrink p without new evidence.");
        return table.build();
    }

    /// One row for each axis, layer and action.
    public static Table moral(List<ConceptFindings.MoralFinding> found) {
        Table.Builder table = Table.titled("Actions along the axis on which they differ most")
                .text("Axis")
                .number("Layer")
                .text("Action")
                .text("Given as")
                .number("Value")
                .number("Share of variance")
                .number("Pairs in order")
                .number("p")
                .number("p adjusted");
        for (ConceptFindings.MoralFinding one : found) {
            for (MoralDirection.Action action : one.direction().actions()) {
                table.row(
                        one.name(),
                        one.direction().layer(),
                        action.action(),
                        action.good() ? "good" : "bad",
                        action.value(),
                        one.direction().share(),
                        one.direction().ordered(),
                        one.direction().p(),
                        one.direction().adjustedP());
            }
        }
        table.provenance("Pairs in order: share of pairs of a good and a bad action in which the good one lies higher;"
            + " 0.5 is chance, but the sign is chosen to suit; p over random dealings of good and bad, adjusted after"
            + " Holm over layers (our reconstruction).");
        return table.build();
    }
}
