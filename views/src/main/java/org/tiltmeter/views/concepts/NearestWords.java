package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.tokens.VisibleText;
import org.tiltmeter.work.Cancellation;

/// The tokens that a direction raises and lowers most through the unembedding matrix, layer by layer.
///
/// @param concept name of the concept
/// @param method how its directions were found
/// @param layers one list per layer, the strongest first
record NearestWords(String concept, DirectionMethod method, List<List<Row>> layers) {

    private static final int COUNT = 12;

    /// Copies the list.
    NearestWords {
        layers = List.copyOf(layers);
    }

    /// One rank.
    ///
    /// @param raised the token whose logit rises
    /// @param rise by how much per unit of the residual stream
    /// @param lowered the token whose logit falls
    /// @param fall by how much, below 0 where it does fall
    record Row(String raised, double rise, String lowered, double fall) {}

    /// Looks the words up; the worker's thread.
    static NearestWords of(
            LanguageModel model,
            ConceptAnalysis analysis,
            String concept,
            DirectionMethod method,
            Cancellation cancellation) {
        Tokenizer tokenizer = model.tokenizer();
        List<List<Row>> layers = new ArrayList<>();
        for (int layer = 0; layer < analysis.layers(); layer++) {
            cancellation.throwIfRequested();
            float[] direction = analysis.direction(concept, layer, method).direction();
            float[] both = new float[direction.length * 2];
            for (int i = 0; i < direction.length; i++) {
                both[i] = direction[i];
                both[direction.length + i] = -direction[i];
            }
            Matrix logits = model.project(new Matrix(2, direction.length, both));
            int[] raised = logits.largest(0, COUNT);
            int[] lowered = logits.largest(1, COUNT);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < raised.length; i++) {
                rows.add(new Row(
                        words(tokenizer, raised[i]),
                        logits.get(0, raised[i]),
                        words(tokenizer, lowered[i]),
                        logits.get(0, lowered[i])));
            }
            layers.add(List.copyOf(rows));
        }
        return new NearestWords(concept, method, layers);
    }

    /// One layer's words with their numbers.
    ///
    /// @param origin where they come from
    Figure figure(int layer, String origin) {
        List<IntervalChart.Row> rows = new ArrayList<>();
        layers.get(layer).forEach(row -> rows.add(row(row.raised(), 0, row.rise())));
        layers.get(layer).reversed().forEach(row -> rows.add(row(row.lowered(), 1, row.fall())));
        String title = Texts.get("concepts.words.title", concept, Integer.toString(layer));
        return new IntervalChart(
                Caption.of(title)
                        .withHowToRead(Texts.get("concepts.wordsExplain"))
                        .withFooter(ConceptWords.method(method))
                        .withFooter(Texts.get("concepts.caution"))
                        .withFooter(origin),
                Texts.get("concepts.words.quantity"),
                List.of(Texts.get("concepts.raised"), Texts.get("concepts.lowered")),
                rows,
                OptionalDouble.of(0),
                Optional.empty());
    }

    private static IntervalChart.Row row(String token, int series, double logit) {
        return new IntervalChart.Row(
                token,
                Numbers.fixed(logit, 2),
                List.of(new IntervalChart.Point(series, logit, Double.NaN, Double.NaN)));
    }

    /// A token as it would be read; where it is no text of its own, such as the end of a text, its spelling.
    private static String words(Tokenizer tokenizer, int token) {
        String text = tokenizer.decode(new int[] {token});
        return VisibleText.of(text.isEmpty() ? tokenizer.piece(token) : text);
    }
}
