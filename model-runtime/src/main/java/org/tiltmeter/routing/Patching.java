package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.BranchTrace;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Place;
import org.tiltmeter.model.Positions;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.AskedPair.Side;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.probe.TokenAlignment.Column;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.LayerPatched;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Runs pairs with activations of the one text imposed on the other. Keeps four numbers a pair
/// and layer, no trace. For one thread.
final class Patching {

    private static final int VARIANTS = 4;
    private static final Capture CAPTURE = Capture.ROUTING.withBranches();

    private final LanguageModel model;
    private final ProbeSet probes;
    private final InterventionSettings settings;
    private final Cancellation cancellation;
    private final List<Integer> layers;
    private final Map<Key, Sums> sums = new LinkedHashMap<>();

    Patching(LanguageModel model, ProbeSet probes, InterventionSettings settings, Cancellation cancellation) {
        this.model = model;
        this.probes = probes;
        this.settings = settings;
        this.cancellation = cancellation;
        this.layers = RoutingChanges.layers(model);
    }

    private record Key(String attribute, boolean control, String groupA, String groupB) {}

    /// The pairs of one comparison; effects by template, `[1 + layers][variants]` a pair, all
    /// layers together first.
    private static final class Sums {
        private final Map<String, List<double[][]>> templates = new LinkedHashMap<>();
        private int otherLength;
        private int tooSmall;
    }

    /// One of the texts behind an answer: tokens of both variants, which of them count, and
    /// whether they are taken away.
    private record Asked(int[] a, int[] b, List<Integer> counted, int sign) {}

    RouterMediation run(Progress progress) {
        Expansion expansion = Expansion.of(probes);
        int pairs = (int) Math.min(expansion.count(), settings.mostPatched());
        Exclusions exclusions = Exclusions.of(probes);
        for (int stretch = 0; stretch < pairs; stretch++) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.MEASURING, stretch, pairs));
            AskedPair pair = expansion.asked(EvenDraws.index(stretch, pairs, expansion.count(), settings.seed()));
            CounterfactualPair texts = pair.pair();
            if (pair.kind() != QuestionKind.GENERATION && !exclusions.hold(texts)) {
                add(
                        pair,
                        sums.computeIfAbsent(
                                new Key(texts.attribute(), texts.control(), texts.groupA(), texts.groupB()),
                                key -> new Sums()));
            }
        }
        progress.report(new Progress.Step(Progress.Phase.MEASURING, pairs, pairs));
        List<Comparison> comparisons = new ArrayList<>();
        sums.forEach((key, sum) -> comparisons.add(comparison(key, sum)));
        return new RouterMediation(
                model.summary().name(),
                probes.name(),
                settings,
                comparisons,
                List.of(
                        RoutingStudy.CAUTION,
                        "%d of %,d pairs were drawn evenly; only pairs of equally many tokens whose answers differ by at"
                                        .formatted(pairs, expansion.count())
                                + " least 0.1 nats can be patched.",
                        "Shares of patches need not sum to 1: what is imposed in one layer changes what later layers"
                                + " work on."));
    }

    private void add(AskedPair pair, Sums sum) {
        List<Asked> asked = asked(pair);
        if (asked.isEmpty()) {
            sum.otherLength++;
            return;
        }
        List<Trace> clean = model.trace(asked.stream().map(Asked::a).toList(), CAPTURE, Progress.none(), cancellation);
        double answerA = 0;
        double answerB = 0;
        for (Asked one : asked) {
            answerA += answer(model, one, one.a());
            answerB += answer(model, one, one.b());
        }
        double difference = answerA - answerB;
        if (Math.abs(difference) < RouterMediation.SMALLEST) {
            sum.tooSmall++;
            return;
        }
        double[][] effects = new double[1 + layers.size()][VARIANTS];
        for (int place = 0; place < effects.length; place++) {
            List<Integer> patched = place == 0 ? layers : List.of(layers.get(place - 1));
            for (int variant = 0; variant < VARIANTS; variant++) {
                double answer = 0;
                for (int i = 0; i < asked.size(); i++) {
                    LanguageModel changed = model.with(new Interventions(patches(clean.get(i), patched, variant)));
                    answer += answer(changed, asked.get(i), asked.get(i).b());
                }
                effects[place][variant] = (answer - answerB) / difference;
            }
        }
        sum.templates
                .computeIfAbsent(pair.pair().template(), id -> new ArrayList<>())
                .add(effects);
    }

    private static List<Intervention> patches(Trace clean, List<Integer> patched, int variant) {
        List<Intervention> patches = new ArrayList<>();
        for (RoutingTrace routing : clean.routing()) {
            int layer = routing.layer();
            if (!patched.contains(layer)) {
                continue;
            }
            BranchTrace branch = clean.branches().get(layer);
            if (variant == 3) {
                patches.add(new Intervention.Impose(
                        Place.feedForwardOutput(layer), branch.feedForwardOutput(), Positions.all()));
                continue;
            }
            if (variant != 1) {
                patches.add(new Intervention.ImposeRouting(routing, Positions.all()));
            }
            if (variant != 0) {
                patches.add(new Intervention.ImposeExpertInputs(layer, branch.feedForwardInput(), Positions.all()));
            }
        }
        return patches;
    }

    private double answer(LanguageModel asked, Asked one, int[] ids) {
        SequenceScore score =
                asked.score(List.of(ids), Progress.none(), cancellation).getFirst();
        double sum = 0;
        for (int token : one.counted()) {
            sum += score.logProbabilities()[token];
        }
        return one.sign() * sum;
    }

    /// The texts whose log-probabilities make the answer; none where the variants have different
    /// numbers of tokens.
    private List<Asked> asked(AskedPair pair) {
        if (pair.kind() == QuestionKind.LIKELIHOOD) {
            return asked(pair.pair().textA(), pair.pair().textB(), -1, -1, 1).stream()
                    .toList();
        }
        List<Asked> asked = new ArrayList<>();
        int answers = Math.min(2, pair.a().targets().size());
        for (int target = 0; target < answers; target++) {
            String contextA = pair.a().prompts().getFirst().text();
            String contextB = pair.b().prompts().getFirst().text();
            Optional<Asked> one = asked(
                    contextA + " " + word(pair.a(), target),
                    contextB + " " + word(pair.b(), target),
                    contextA.length(),
                    contextB.length(),
                    target == 0 ? 1 : -1);
            if (one.isEmpty()) {
                return List.of();
            }
            asked.add(one.get());
        }
        return asked;
    }

    private static String word(Side side, int target) {
        AskedPair.Prompt prompt = side.prompts().getFirst();
        return prompt.letters()
                ? prompt.letter(target)
                : side.targets().get(target).words().getFirst();
    }

    /// @param contextA length of text A's part before the answer; −1 where the tokens after the
    ///     exchanged words count
    private Optional<Asked> asked(String textA, String textB, int contextA, int contextB, int sign) {
        Tokenization a = model.tokenizer().encode(textA);
        Tokenization b = model.tokenizer().encode(textB);
        if (a.ids().length != b.ids().length) {
            return Optional.empty();
        }
        List<Integer> counted = contextA < 0 ? later(a, b) : answers(a, contextA);
        boolean fits = !counted.isEmpty() && (contextA < 0 || counted.equals(answers(b, contextB)));
        return fits ? Optional.of(new Asked(a.ids(), b.ids(), counted, sign)) : Optional.empty();
    }

    private static List<Integer> later(Tokenization a, Tokenization b) {
        return TokenAlignment.of(a.ids(), b.ids()).columns().stream()
                .filter(column -> column.part() == Part.LATER && column.indexA() == column.indexB())
                .map(Column::indexA)
                .toList();
    }

    private static List<Integer> answers(Tokenization text, int context) {
        List<Integer> answers = new ArrayList<>();
        for (int i = 1; i < text.tokens().size(); i++) {
            Token token = text.tokens().get(i);
            if (!token.special() && token.end() > context) {
                answers.add(i);
            }
        }
        return answers;
    }

    private Comparison comparison(Key key, Sums sum) {
        List<List<double[][]>> templates = List.copyOf(sum.templates.values());
        List<LayerPatched> alone = new ArrayList<>();
        for (int layer = 0; layer < layers.size() && !templates.isEmpty(); layer++) {
            alone.add(new LayerPatched(layers.get(layer), patched(templates, layer + 1)));
        }
        return new Comparison(
                key.attribute(),
                key.control(),
                key.groupA(),
                key.groupB(),
                templates.stream().mapToInt(List::size).sum(),
                templates.size(),
                sum.otherLength,
                sum.tooSmall,
                templates.isEmpty() ? null : patched(templates, 0),
                alone);
    }

    private Patched patched(List<List<double[][]>> templates, int place) {
        double[][] means = new double[VARIANTS][];
        for (int variant = 0; variant < VARIANTS; variant++) {
            int which = variant;
            means[variant] = templates.stream()
                    .mapToDouble(pairs -> mean(pairs, pair -> pair[place][which]))
                    .toArray();
        }
        double routing = Samples.mean(means[0]);
        double branch = Samples.mean(means[3]);
        boolean large = Math.abs(branch) >= RouterMediation.SMALLEST;
        @Nullable Double share = large ? routing / branch : null;
        Interval interval = large && means[0].length > 1
                ? Bootstrap.of(
                                means[0].length,
                                drawn -> sum(means[0], drawn) / sum(means[3], drawn),
                                settings.resamples(),
                                settings.level(),
                                settings.seed())
                        .percentile()
                : Interval.unknown(settings.level());
        return new Patched(
                routing,
                Samples.mean(means[1]),
                Samples.mean(means[2]),
                branch,
                share,
                interval.known() ? List.of(interval.low(), interval.high()) : List.of());
    }

    private static double mean(List<double[][]> pairs, ToDoubleFunction<double[][]> of) {
        return pairs.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static double sum(double[] values, int[] drawn) {
        double sum = 0;
        for (int index : drawn) {
            sum += values[index];
        }
        return sum;
    }
}
