package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.PairSimilarities;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Span;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.tokens.TokenCells;
import org.tiltmeter.views.tokens.VisibleText;

/// Tokens of texts with how close they lie to one concept, found in one way. Any thread.
///
/// @param similarities of the texts: the pair's two where there is a pair, then others
/// @param concept name of the concept
/// @param method how its direction was found
/// @param pair whose texts come first, or null
record ConceptStrips(
        TokenSimilarities similarities,
        String concept,
        DirectionMethod method,
        @Nullable CounterfactualPair pair) {

    /// One strip for each text in one layer; the range of colours is the same in all layers.
    List<TokenCells> cells(int layer) {
        double largest = similarities.largest(concept, method);
        Scale scale = Scale.diverging(rounded(largest), Texts.get("concepts.tokenQuantity", concept));
        List<TokenCells> next = new ArrayList<>();
        for (int i = 0; i < similarities.texts().size(); i++) {
            TokenSimilarities.OfText text = similarities.texts().get(i);
            double[][] cosines = text.cosines(concept, method);
            if (layer < cosines.length) {
                next.add(cells(text, cosines[layer], scale, changed(i), layer));
            }
        }
        return next;
    }

    private static double rounded(double largest) {
        return largest > 0 ? Math.ceil(largest * 10 - 1e-9) / 10 : 1;
    }

    /// What the pair exchanges in its first or second text; nothing in others.
    private List<Span> changed(int index) {
        if (pair == null || index > 1) {
            return List.of();
        }
        return index == 0 ? pair.changedA() : pair.changedB();
    }

    private static TokenCells cells(
            TokenSimilarities.OfText text, double[] cosines, Scale scale, List<Span> changed, int layer) {
        List<TokenCells.Cell> cells = new ArrayList<>();
        for (int i = 0; i < cosines.length; i++) {
            Token token = text.tokens().tokens().get(i);
            String words = words(text.tokens(), i);
            cells.add(new TokenCells.Cell(
                    Optional.of(words),
                    Optional.empty(),
                    cosines[i],
                    changed.stream().anyMatch(span -> span.overlaps(token.start(), token.end())),
                    Texts.get(
                            "concepts.tokenDescribe",
                            words,
                            Integer.toString(token.id()),
                            Numbers.exact(cosines[i]),
                            Integer.toString(layer))));
        }
        return new TokenCells(scale, cells);
    }

    private static String words(Tokenization tokens, int index) {
        Token token = tokens.tokens().get(index);
        return VisibleText.of(
                token.end() > token.start() ? tokens.text().substring(token.start(), token.end()) : token.piece());
    }

    /// Both texts of the pair above each other, aligned, with their difference below; empty where no pair was traced.
    Optional<Figure> pair(int layer, String origin) {
        CounterfactualPair compared = pair;
        if (compared == null || similarities.texts().size() < 2) {
            return Optional.empty();
        }
        TokenSimilarities.OfText first = similarities.texts().get(0);
        TokenSimilarities.OfText second = similarities.texts().get(1);
        double[][] one = first.cosines(concept, method);
        double[][] two = second.cosines(concept, method);
        boolean same = first.tokens().text().equals(compared.textA())
                && second.tokens().text().equals(compared.textB());
        if (!same || layer >= one.length || layer >= two.length) {
            return Optional.empty();
        }
        double largest = similarities.largest(concept, method);
        for (int each = 0; each < one.length; each++) {
            for (double difference : PairSimilarities.of(first.tokens(), one[each], second.tokens(), two[each])
                    .differences()) {
                largest = Double.isNaN(difference) ? largest : Math.max(largest, Math.abs(difference));
            }
        }
        PairSimilarities shown = PairSimilarities.of(first.tokens(), one[layer], second.tokens(), two[layer]);
        return Optional.of(heatmap(compared, shown, first.tokens(), second.tokens(), rounded(largest), layer, origin));
    }

    private Figure heatmap(
            CounterfactualPair compared,
            PairSimilarities shown,
            Tokenization first,
            Tokenization second,
            double limit,
            int layer,
            String origin) {
        List<TokenAlignment.Column> columns = shown.alignment().columns();
        float[] values = new float[3 * columns.size()];
        List<String> labels = new ArrayList<>();
        List<Axis.Span> edited = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            TokenAlignment.Column column = columns.get(i);
            values[i] = column.indexA() >= 0 ? (float) shown.first()[column.indexA()] : Float.NaN;
            values[columns.size() + i] = column.indexB() >= 0 ? (float) shown.second()[column.indexB()] : Float.NaN;
            values[2 * columns.size() + i] = (float) shown.differences()[i];
            labels.add(label(first, second, column));
            if (column.part() == TokenAlignment.Part.EDITED) {
                edited.add(new Axis.Span(i, i + 1, Texts.get("concepts.pair.edited")));
            }
        }
        String groups = Texts.get("concepts.pair.groups", compared.groupA(), compared.groupB());
        String title = Texts.get("concepts.pair.title", concept, groups, Integer.toString(layer));
        Caption caption = Caption.of(title)
                .withAlternativeText(Texts.get("concepts.pair.alternative", title, compared.textA(), compared.textB()))
                .withHowToRead(Texts.get("concepts.pair.howToRead", concept))
                .withFooter(Texts.get("concepts.pair.texts", compared.textA(), compared.textB()))
                .withFooter(ConceptWords.method(method))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new Heatmap(
                caption,
                Axis.of(
                        Texts.get("concepts.pair.text"),
                        List.of(compared.groupA(), compared.groupB(), Texts.get("concepts.pair.difference"))),
                Axis.of(Texts.get("concepts.pair.token"), labels).withMarks(joined(edited)),
                new Matrix(3, columns.size(), values),
                Scale.diverging(limit, Texts.get("concepts.tokenQuantity", concept)),
                Optional.empty());
    }

    /// Neighbours become one span.
    private static List<Axis.Span> joined(List<Axis.Span> spans) {
        List<Axis.Span> joined = new ArrayList<>();
        for (Axis.Span span : spans) {
            if (!joined.isEmpty() && joined.getLast().to() == span.from()) {
                Axis.Span before = joined.removeLast();
                joined.add(new Axis.Span(before.from(), span.to(), span.label()));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    private static String label(Tokenization first, Tokenization second, TokenAlignment.Column column) {
        String above = column.indexA() >= 0 ? words(first, column.indexA()) : Texts.get("concepts.pair.none");
        String below = column.indexB() >= 0 ? words(second, column.indexB()) : Texts.get("concepts.pair.none");
        return above.equals(below) ? above : Texts.get("concepts.pair.both", above, below);
    }
}
