package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How close each token of some texts lies to each concept's direction in each layer. The hidden states themselves
/// are not kept.
///
/// @param texts one entry per text, in order
record TokenSimilarities(List<OfText> texts) {

    /// No text.
    static final TokenSimilarities NONE = new TokenSimilarities(List.of());

    /// Copies the list.
    TokenSimilarities {
        texts = List.copyOf(texts);
    }

    /// One text.
    ///
    /// @param tokens its tokens
    /// @param cosines per concept and method `[layers][tokens]`
    record OfText(Tokenization tokens, Map<String, Map<DirectionMethod, double[][]>> cosines) {

        /// Cosine of every token with a concept's direction in every layer, `[layers][tokens]`.
        double[][] cosines(String concept, DirectionMethod method) {
            Map<DirectionMethod, double[][]> methods = cosines.getOrDefault(concept, Map.of());
            return methods.getOrDefault(method, new double[0][]);
        }
    }

    /// Runs the texts, one at a time so that few hidden states are held; the worker's thread.
    static TokenSimilarities of(
            LanguageModel model,
            ConceptAnalysis analysis,
            List<String> texts,
            Progress progress,
            Cancellation cancellation) {
        List<OfText> result = new ArrayList<>();
        for (String text : texts) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.TRACING, result.size(), texts.size()));
            Tokenization tokens = model.tokenizer().encode(text);
            Trace trace = model.trace(List.of(tokens.ids()), Capture.HIDDEN_STATES, Progress.none(), cancellation)
                    .getFirst();
            result.add(new OfText(tokens, cosines(analysis, trace.hiddenStates())));
            trace.release();
        }
        return new TokenSimilarities(result);
    }

    private static Map<String, Map<DirectionMethod, double[][]>> cosines(
            ConceptAnalysis analysis, List<Matrix> hiddenStates) {
        Map<String, Map<DirectionMethod, double[][]>> cosines = new HashMap<>();
        for (Concept concept : analysis.set().concepts()) {
            Map<DirectionMethod, double[][]> methods = new EnumMap<>(DirectionMethod.class);
            for (DirectionMethod method : analysis.settings().methods()) {
                double[][] layers = new double[analysis.layers()][];
                for (int layer = 0; layer < layers.length; layer++) {
                    layers[layer] =
                            analysis.direction(concept.name(), layer, method).cosines(hiddenStates.get(layer));
                }
                methods.put(method, layers);
            }
            cosines.put(concept.name(), methods);
        }
        return cosines;
    }

    /// Largest absolute cosine of a concept in any layer, token and text; the range that stays fixed between layers.
    double largest(String concept, DirectionMethod method) {
        double largest = 0;
        for (OfText text : texts) {
            for (double[] layer : text.cosines(concept, method)) {
                for (double cosine : layer) {
                    largest = Math.max(largest, Math.abs(cosine));
                }
            }
        }
        return largest;
    }
}
