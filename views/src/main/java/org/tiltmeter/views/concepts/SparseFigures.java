package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tiltmeter.concept.sparse.SparseContrast;
import org.tiltmeter.concept.sparse.SparseFeature;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Texts;

/// The features in which a concept's texts differ most, as a chart and in words. Any thread.
final class SparseFigures {

    private static final double SIGNIFICANT = 0.05;
    private static final int MOST_ROWS = 30;
    private static final int TOKENS = 3;

    private SparseFigures() {}

    /// A point and an interval for each feature, the largest difference first; a band where the largest of all lies
    /// by chance.
    ///
    /// @param quality how good the autoencoder is, in words
    /// @param most rows at most that the contrast has
    static Figure chart(SparseContrast contrast, int most, String quality, String origin) {
        List<SparseFeature> shown = contrast.rows().stream().limit(MOST_ROWS).toList();
        String title = Texts.get("concepts.sparse.title", contrast.concept(), Integer.toString(contrast.layer()));
        String sentence = sentence(contrast, most);
        Caption caption = Caption.of(title)
                .withFinding(sentence)
                .withAlternativeText(title + ". " + sentence)
                .withHowToRead(Texts.get("concepts.sparse.howToRead"))
                .withFooter(
                        shown.size() < contrast.rows().size()
                                ? Texts.get(
                                        "concepts.sparse.some",
                                        Integer.toString(shown.size()),
                                        Integer.toString(contrast.rows().size()))
                                : "")
                .withFooter(quality)
                .withFooter(Texts.get("concepts.sparse.basis", contrast.shuffles()))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new IntervalChart(
                caption,
                Texts.get("concepts.sparse.quantity", contrast.concept()),
                List.of(Texts.get("concepts.sparse.columnCorrelation")),
                shown.stream().map(SparseFigures::row).toList(),
                OptionalDouble.of(0),
                Optional.of(new IntervalChart.Band(
                        -contrast.chance(), contrast.chance(), Texts.get("concepts.sparse.chance"))));
    }

    private static IntervalChart.Row row(SparseFeature feature) {
        String tokens =
                String.join(", ", feature.tokens().stream().limit(TOKENS).toList());
        return new IntervalChart.Row(
                tokens.isEmpty()
                        ? Texts.get("concepts.sparse.row", Integer.toString(feature.index()))
                        : Texts.get("concepts.sparse.rowTokens", Integer.toString(feature.index()), tokens),
                Texts.get("concepts.lean.detail", SparseViewModel.p(feature)),
                List.of(new IntervalChart.Point(
                        0,
                        feature.correlation(),
                        feature.interval().low(),
                        feature.interval().high())));
    }

    /// How many features differ beyond chance.
    ///
    /// @param most rows at most that the contrast has
    static String sentence(SparseContrast contrast, int most) {
        long beyond =
                contrast.rows().stream().filter(row -> row.p() < SIGNIFICANT).count();
        return Texts.get(
                beyond > 0 ? "concepts.sparse.finding" : "concepts.sparse.noFinding",
                contrast.concept(),
                Integer.toString(contrast.layer()),
                contrast.features(),
                beyond == most ? Texts.get("concepts.sparse.atLeast", most) : Long.toString(beyond),
                Numbers.fixed(contrast.chance(), 2),
                contrast.shuffles());
    }
}
