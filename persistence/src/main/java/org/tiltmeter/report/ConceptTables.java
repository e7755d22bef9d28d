package org.tiltmeter.report;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.concept.AsymmetryStudy;
import org.tiltmeter.concept.ClusterOrder;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptFindings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.RepresentationAgreement;
import org.tiltmeter.concept.Stability;
import org.tiltmeter.concept.TextMap;
import org.tiltmeter.table.Cell;
import org.tiltmeter.table.Column;
import org.tiltmeter.table.Table;

/// What was found about concepts, as tables. Any thread.
public final class ConceptTables {

    private ConceptTables() {}

    /// With what must stand beside every number, also in a file that holds nothing but the rows.
    private static Table finished(Table.Builder table, ConceptAnalysis analysis) {
        return finished(table.build(), analysis);
    }

    /// The same table with what must stand beside every number.
    static Table finished(Table built, ConceptAnalysis analysis) {
        List<String> lines = new ArrayList<>();
        lines.add("Model " + analysis.model() + ", concepts " + analysis.set().name() + ", seed "
                + analysis.settings().seed() + ", pooling "
                + analysis.settings().pooling().fileName() + ".");
        lines.add("Hidden state 0 is the embedding, " + (analysis.layers() - 1)
                + " the last layer's output after the final norm.");
        lines.addAll(ConceptFindings.CAUTIONS);
        List<Column> columns = new ArrayList<>(built.columns());
        columns.add(new Column("Caution", Column.Kind.TEXT));
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Cell> row : built.rows()) {
            List<Cell> longer = new ArrayList<>(row);
            longer.add(new Cell.Text("similarity is not cause"));
            rows.add(longer);
        }
        return new Table(built.title(), columns, rows, built.provenance()).withProvenance(lines);
    }

    static Table directions(ConceptAnalysis analysis) {
        Table.Builder table = Table.titled("How well each layer tells a concept's texts apart")
                .text("Concept")
                .number("Layer")
                .text("Method")
                .number("Positive texts")
                .number("Negative texts")
                .number("Held-out accuracy")
                .number("Accuracy of random splits")
                .number("Largest of random splits")
                .number("Separation")
                .text("Reliable");
        for (ConceptDirection one : analysis.directions()) {
            Concept concept = analysis.concept(one.concept());
            table.row(
                    one.concept(),
                    one.layer(),
                    one.method().fileName(),
                    concept.positive().size(),
                    concept.negative().size(),
                    one.accuracy(),
                    one.nullAccuracy(),
                    one.nullHigh(),
                    one.separation(),
                    yes(one.isReliable()));
        }
        return finished(table, analysis);
    }

    /// Rows stand in the order of a hierarchical clustering of each layer.
    static Table similarities(ConceptAnalysis analysis) {
        Table.Builder table = Table.titled("Cosines between concepts")
                .number("Layer")
                .text("Method")
                .text("Concept")
                .text("Other concept")
                .number("Cosine")
                .text("Both reliable");
        List<Concept> concepts = analysis.set().concepts();
        for (int layer : analysis.lookedAt()) {
            for (DirectionMethod method : analysis.settings().methods()) {
                double[][] cosines = analysis.similarities(layer, method);
                List<Integer> order = ClusterOrder.of(cosines).order();
                for (int i = 0; i < order.size(); i++) {
                    for (int j = i + 1; j < order.size(); j++) {
                        String one = concepts.get(order.get(i)).name();
                        String other = concepts.get(order.get(j)).name();
                        table.row(
                                layer,
                                method.fileName(),
                                one,
                                other,
                                cosines[order.get(i)][order.get(j)],
                                yes(analysis.direction(one, layer, method).isReliable()
                                        && analysis.direction(other, layer, method)
                                                .isReliable()));
                    }
                }
            }
        }
        return finished(table, analysis);
    }

    static Table stability(ConceptFindings findings) {
        Table.Builder table = Table.titled("How much directions depend on their texts and on the seed")
                .text("Concept")
                .number("Layer")
                .text("Method")
                .number("Cosine of halves")
                .number("Smallest")
                .number("Cosine of four fifths with all")
                .number("Smallest of these")
                .number("Smallest cosine of seeds")
                .number("Draws");
        for (Stability one : findings.stability()) {
            table.row(
                    one.concept(),
                    one.layer(),
                    one.method().fileName(),
                    one.halves(),
                    one.halvesLow(),
                    one.subsets(),
                    one.subsetsLow(),
                    one.seeds(),
                    one.draws());
        }
        return finished(table, findings.analysis());
    }

    static Table vocabulary(ConceptFindings findings) {
        Table.Builder table = Table.titled("Tokens whose logits directions raise and lower most")
                .text("Concept")
                .number("Layer")
                .text("Method")
                .text("Side")
                .number("Rank")
                .text("Token")
                .number("Logit per unit");
        for (ConceptFindings.DirectionTokens one : findings.vocabulary()) {
            for (boolean raised : new boolean[] {true, false}) {
                int rank = 0;
                for (var token : raised ? one.tokens().raised() : one.tokens().lowered()) {
                    table.row(
                            one.concept(),
                            one.layer(),
                            one.method().fileName(),
                            raised ? "raised" : "lowered",
                            ++rank,
                            token.text(),
                            token.logit());
                }
            }
        }
        return finished(table, findings.analysis());
    }

    /// Every target and pair of references: means over layers, then each layer.
    public static Table asymmetries(ConceptAnalysis analysis, List<AsymmetryStudy> studies) {
        Table.Builder table = Table.titled("Which of two references a target lies closer to")
                .text("Measure")
                .text("Method")
                .text("Target")
                .text("First reference")
                .text("Second reference")
                .text("Layer")
                .number("Layers")
                .number("Asymmetry")
                .number("Texts low")
                .number("Texts high")
                .number("Low")
                .number("High")
                .number("Unrelated directions reach")
                .number("Uniform directions reach")
                .number("p")
                .number("p adjusted")
                .text("Reliable");
        for (AsymmetryStudy study : studies) {
            for (List<Asymmetry> rows : List.of(study.ranked(), study.layers())) {
                for (Asymmetry one : rows) {
                    table.row(
                            study.label(),
                            study.request().method().fileName(),
                            one.target(),
                            one.references().first(),
                            one.references().second(),
                            one.layer() == Asymmetry.MEAN ? "mean" : Integer.toString(one.layer()),
                            one.layers(),
                            one.score(),
                            one.prompts().low(),
                            one.prompts().high(),
                            one.interval().low(),
                            one.interval().high(),
                            one.chance(),
                            one.randomChance(),
                            one.p(),
                            one.adjustedP(),
                            yes(one.reliable()));
                }
            }
            table.provenance("Intervals of %.0f %%; texts low and high: resampling texts alone; low and high: with the"
                            .formatted(100 * study.request().level())
                    + " scatter of unrelated directions; p adjusted after Benjamini and Hochberg.");
        }
        return finished(table, analysis);
    }

    static Table agreements(ConceptFindings findings) {
        Table.Builder table = Table.titled("Agreement of behaviour and representation across words")
                .text("Probe set")
                .text("Measure")
                .text("Attribute")
                .text("Group A")
                .text("Group B")
                .text("Concept A")
                .text("Concept B")
                .text("Words of")
                .text("Method")
                .number("Layer")
                .number("Words")
                .number("Spearman")
                .number("Low")
                .number("High")
                .number("p")
                .number("Pearson")
                .number("Pearson low")
                .number("Pearson high")
                .number("Pearson p")
                .text("Reliable");
        for (RepresentationAgreement one : findings.agreements()) {
            table.row(
                    one.probes(),
                    one.measure(),
                    one.attribute(),
                    one.groupA(),
                    one.groupB(),
                    one.conceptA(),
                    one.conceptB(),
                    one.slot(),
                    one.method().fileName(),
                    one.layer(),
                    one.items().size(),
                    one.spearman(),
                    one.interval().low(),
                    one.interval().high(),
                    one.p(),
                    one.pearson(),
                    one.pearsonInterval().low(),
                    one.pearsonInterval().high(),
                    one.pearsonP(),
                    yes(one.reliable()));
        }
        table.provenance("95 % intervals over words; p by permutation of words, two-sided, uncorrected.");
        return finished(table, findings.analysis());
    }

    static Table maps(ConceptFindings findings) {
        Table.Builder table = Table.titled("Texts on the plane in which they vary most")
                .number("Layer")
                .text("Group")
                .text("Text")
                .number("First component")
                .number("Second component")
                .number("Share of variance, first")
                .number("Share of variance, second");
        for (TextMap map : findings.maps()) {
            for (TextMap.Point point : map.points()) {
                table.row(
                        map.layer(),
                        map.groups().get(point.group()),
                        point.text(),
                        point.x(),
                        point.y(),
                        map.shares().isEmpty() ? 0.0 : map.shares().getFirst(),
                        map.shares().size() < 2 ? 0.0 : map.shares().get(1));
            }
        }
        table.provenance("Principal components of each layer by itself; signs mean nothing.");
        return finished(table, findings.analysis());
    }

    static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
