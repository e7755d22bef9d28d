package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.inference.TTest;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.statistics.Corrections;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Computes sensitivities of answers to concepts.
public final class Sensitivities {

    private Sensitivities() {}

    /// One concept in every layer looked at but the last state, which is behind the final norm.
    ///
    /// Random texts are those of the other concepts and this one's negative ones.
    ///
    /// @param progress hears TRACING in texts and COMPUTING_STATISTICS in gradients
    /// @throws BadInputException if an answer is no word of its own after a text, the set has
    ///     too few other texts, or the model gives no gradient
    public static List<Sensitivity> of(
            LanguageModel model,
            ConceptSet set,
            ConceptSettings settings,
            SensitivityRequest request,
            Progress progress,
            Cancellation cancellation) {
        List<Integer> layers = settings.layersOf(model.summary().layers() + 1).stream()
                .filter(layer -> layer < model.summary().layers())
                .toList();
        if (layers.isEmpty()) {
            throw new BadInputException("Sensitivities are computed before the final norm; name a layer below %d."
                    .formatted(model.summary().layers()));
        }
        Concept concept = set.concepts().stream()
                .filter(one -> one.name().equals(request.concept()))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no concept \"" + request.concept() + "\"."));
        List<String> random = randomTexts(set, concept);
        double[][][] gradients = gradients(model, layers, request, progress, cancellation);
        PooledActivations activations = new PooledActivations(model, settings.pooling(), layers);
        List<float[][]> shown = activations.of(concept.positive(), progress, cancellation);
        List<float[][]> others = activations.of(random, progress, cancellation);
        List<Sensitivity> found = new ArrayList<>();
        for (int index = 0; index < layers.size(); index++) {
            cancellation.throwIfRequested();
            found.add(of(
                    request,
                    layers.get(index),
                    gradients[index],
                    ConceptAnalysis.rows(shown, index),
                    ConceptAnalysis.rows(others, index)));
        }
        double[] adjusted = Corrections.holm(found.stream()
                .mapToDouble(Sensitivity::p)
                .map(p -> Double.isNaN(p) ? 1 : p)
                .toArray());
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> found.get(i).withAdjustedP(adjusted[i]))
                .toList();
    }

    private static List<String> randomTexts(ConceptSet set, Concept concept) {
        Set<String> texts = new LinkedHashSet<>();
        for (Concept one : set.concepts()) {
            texts.addAll(one.negative());
            texts.addAll(one.positive());
        }
        concept.positive().forEach(texts::remove);
        if (texts.size() < 2 * ConceptAnalysis.FEWEST_TEXTS) {
            throw new BadInputException(
                    "Random counterparts of \"%s\" need at least %d other texts in the set, but there are %d; add concepts."
                            .formatted(concept.name(), 2 * ConceptAnalysis.FEWEST_TEXTS, texts.size()));
        }
        return List.copyOf(texts);
    }

    /// Gradients summed over tokens, `[layers][texts][hidden size]`.
    private static double[][][] gradients(
            LanguageModel model,
            List<Integer> layers,
            SensitivityRequest request,
            Progress progress,
            Cancellation cancellation) {
        double[][][] gradients = new double[layers.size()][request.texts().size()][];
        for (int text = 0; text < request.texts().size(); text++) {
            cancellation.throwIfRequested();
            String asked = request.texts().get(text);
            int[] ids = model.tokenizer().encode(asked).ids();
            List<Matrix> found = model.gradient(
                    ids,
                    layers,
                    firstTokens(model, asked, ids, request.answerA()),
                    firstTokens(model, asked, ids, request.answerB()),
                    Progress.none(),
                    cancellation);
            for (int layer = 0; layer < layers.size(); layer++) {
                Matrix gradient = found.get(layer);
                gradients[layer][text] = new double[gradient.columns()];
                for (int token = 0; token < gradient.rows(); token++) {
                    for (int i = 0; i < gradient.columns(); i++) {
                        gradients[layer][text][i] += gradient.get(token, i);
                    }
                }
            }
            progress.report(new Progress.Step(
                    Progress.Phase.COMPUTING_STATISTICS,
                    text + 1L,
                    request.texts().size()));
        }
        return gradients;
    }

    private static int[] firstTokens(LanguageModel model, String text, int[] ids, List<String> answers) {
        return answers.stream()
                .mapToInt(answer -> {
                    int[] longer = model.tokenizer().encode(text + " " + answer).ids();
                    int common = Arrays.mismatch(ids, longer);
                    if (longer.length <= ids.length || (common >= 0 && common < ids.length)) {
                        throw new BadInputException(
                                "The answer \"%s\" does not go on from the tokens of \"%s\"; choose another word or text."
                                        .formatted(answer, PooledActivations.shortened(text)));
                    }
                    return longer[ids.length];
                })
                .distinct()
                .toArray();
    }

    /// @param gradients `[texts][hidden size]`
    /// @param shown the concept's activations, `[texts][hidden size]`
    /// @param others those of random texts
    static Sensitivity of(
            SensitivityRequest request, int layer, double[][] gradients, float[][] shown, float[][] others) {
        SplittableRandom random = new SplittableRandom(request.seed() + 31L * layer);
        double[][] ofConcept = new double[2][request.runs()];
        double[][] ofRandom = new double[2][request.runs()];
        int size = Math.min(shown.length, others.length / 2);
        int[] order = IntStream.range(0, others.length).toArray();
        for (int run = 0; run < request.runs(); run++) {
            DirectionFit.shuffle(order, random);
            float[][] one = chosen(others, order, 0, size);
            float[][] two = chosen(others, order, size, 2 * size);
            measure(request, gradients, shown, one, ofConcept, run);
            measure(request, gradients, two, one, ofRandom, run);
        }
        return new Sensitivity(
                request.concept(),
                layer,
                Samples.mean(ofConcept[0]),
                Samples.mean(ofConcept[1]),
                Samples.mean(ofRandom[0]),
                Samples.mean(ofRandom[1]),
                Sensitivity.Span.of(ofConcept[0]),
                Sensitivity.Span.of(ofRandom[0]),
                (int) Arrays.stream(ofRandom[0])
                        .filter(score -> Math.abs(score - 0.5) >= Math.abs(Samples.mean(ofConcept[0]) - 0.5) - 1e-12)
                        .count(),
                p(ofConcept[0], ofRandom[0]),
                Double.NaN,
                gradients.length,
                request.runs());
    }

    private static double p(double[] one, double[] two) {
        double varied = Samples.standardDeviation(one) + Samples.standardDeviation(two);
        return varied > 0 ? new TTest().homoscedasticTTest(one, two) : Double.NaN;
    }

    private static float[][] chosen(float[][] rows, int[] order, int from, int to) {
        return Arrays.stream(order, from, to).mapToObj(row -> rows[row]).toArray(float[][]::new);
    }

    private static void measure(
            SensitivityRequest request,
            double[][] gradients,
            float[][] positive,
            float[][] negative,
            double[][] into,
            int run) {
        DirectionFit fit = new DirectionFit(positive, negative);
        double[] vector = Vectors.doubles(
                Vectors.unit(fit.separator(request.method(), fit.labels(), fit.every(), request.seed() + run)
                        .weights()));
        int raised = 0;
        double sum = 0;
        for (double[] gradient : gradients) {
            double change = Vectors.dot(gradient, vector);
            raised += change > 0 ? 1 : 0;
            sum += change;
        }
        into[0][run] = (double) raised / gradients.length;
        into[1][run] = sum / gradients.length;
    }
}
