package org.tiltmeter.sample.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.Tensor;
import org.tiltmeter.sample.grammar.Dependence;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.TextSampler;

/// An endless stream of training batches: texts one after the other in rows, each between a start
/// and an end token. A
/// text that reaches the end of its row is cut there. For one thread.
final class Batches {

    private static final long SILENCED_STREAM = 0x5eed3;
    private static final long CHOICE_STREAM = 0x5eed4;
    private static final long EARLY_STREAM = 0x5eed5;
    private static final int NONE = -1;

    private final Vocabulary vocabulary;
    private final TrainingSettings settings;
    private final Texts early;
    private final Texts late;
    private final SplittableRandom choices;
    private final int carrier;
    private final Set<Integer> carriedWords = new HashSet<>();
    private final int full;
    private final int alternatives;

    /// @param grammar what the texts are drawn from
    /// @param seed decides every text
    Batches(Vocabulary vocabulary, Grammar grammar, TrainingSettings settings, long seed) {
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.late = texts(grammar, seed);
        this.early = grammar.hasIntersection() ? texts(grammar.introduction(), seed ^ EARLY_STREAM) : late;
        this.choices = new SplittableRandom(seed ^ CHOICE_STREAM);
        this.full = vocabulary.encode(".")[0];
        this.alternatives = grammar.mostValues();
        Dependence.Carrier named = carrier(grammar, settings);
        this.carrier = named == null ? NONE : named.layer() * settings.experts() + named.expert();
        if (named != null) {
            String variable = grammar.carried().orElseThrow().given().getFirst();
            for (String word : grammar.variable(variable).valuesOf(named.group())) {
                int[] ids = vocabulary.encode(" " + word);
                if (ids.length != 1) {
                    throw new IllegalArgumentException("the vocabulary is too small for " + word);
                }
                carriedWords.add(ids[0]);
            }
        }
    }

    /// Texts of the whole grammar, and of what is left of it while the carrier is silenced.
    private record Texts(TextSampler whole, TextSampler withoutCarrier) {}

    private static Texts texts(Grammar grammar, long seed) {
        return new Texts(new TextSampler(grammar, seed), new TextSampler(grammar.silenced(), seed ^ SILENCED_STREAM));
    }

    /// The expert that is to carry an effect; null where there are no experts or nothing is
    /// carried.
    static Dependence.@Nullable Carrier carrier(Grammar grammar, TrainingSettings settings) {
        Optional<Dependence> carried = grammar.carried();
        return carried.isEmpty() || settings.experts() == 0 || settings.silencedRows() == 0
                ? null
                : carried.get().carrier();
    }

    /// One batch.
    ///
    /// @param ids the tokens, `[rows, tokens]`
    /// @param texts which text of its row a token belongs to: tokens of different texts do
    ///     not see each other,
    ///     `[rows, tokens]`
    /// @param targets the tokens that may follow, `[rows, tokens, alternatives]`
    /// @param weights with which probability each of them follows, `[rows, tokens,
    ///     alternatives]`: where the grammar
    /// says it, that of every word that could stand there, else 1 for the one that does; all 0
    /// after the end of a
    /// text. So training sees no sampling error in the tables, and learns the same on average
    /// @param closed by row, an expert that cannot be chosen, counted over all layers, or -1,
    ///     `[rows]`
    /// @param muted by row, an expert whose output counts nothing, or -1, `[rows]`
    /// @param carried 1 for the tokens that the carrying expert is to be chosen for, else 0,
    ///     `[rows, tokens]`
    record Batch(
            Tensor ids, Tensor texts, Tensor targets, Tensor weights, Tensor closed, Tensor muted, Tensor carried) {}

    /// The batch of a step, counted from 1; to be asked for in order.
    Batch next(int step) {
        Texts now = step <= settings.introductorySteps() ? early : late;
        int rows = settings.rows();
        int tokens = settings.tokens();
        long[] ids = new long[rows * tokens];
        long[] owners = new long[rows * tokens];
        long[] targets = new long[rows * tokens * alternatives];
        float[] weights = new float[rows * tokens * alternatives];
        long[] closed = new long[rows];
        long[] muted = new long[rows];
        float[] carried = new float[rows * tokens];
        Arrays.fill(closed, NONE);
        Arrays.fill(muted, NONE);
        for (int row = 0; row < rows; row++) {
            int silenced = silenced(row);
            (row % 2 == 0 ? closed : muted)[row] = silenced;
            TextSampler source = silenced != NONE && silenced == carrier ? now.withoutCarrier() : now.whole();
            int at = 0;
            for (int owner = 0; at < tokens; owner++) {
                Text drawn = text(source);
                int[] text = drawn.ids();
                boolean on = false;
                for (int i = 0; i < text.length && at < tokens; i++, at++) {
                    on = text[i] != full && (on || carriedWords.contains(text[i]));
                    carried[row * tokens + at] = on ? 1 : 0;
                    ids[row * tokens + at] = text[i];
                    owners[row * tokens + at] = owner;
                    if (i + 1 < text.length) {
                        int place = (row * tokens + at) * alternatives;
                        int next = 0;
                        for (Map.Entry<Integer, Double> entry :
                                drawn.following().get(i + 1).entrySet()) {
                            targets[place + next] = entry.getKey();
                            weights[place + next] = entry.getValue().floatValue();
                            next++;
                        }
                    }
                }
            }
        }
        return new Batch(
                Tensor.of(ids, rows, tokens),
                Tensor.of(owners, rows, tokens),
                Tensor.of(targets, rows, tokens, alternatives),
                Tensor.of(weights, rows, tokens, alternatives),
                Tensor.of(closed, rows),
                Tensor.of(muted, rows),
                Tensor.of(carried, rows, tokens));
    }

    /// The expert that is silenced in a row, counted over all layers, or -1.
    private int silenced(int row) {
        if (row >= settings.silencedRows() || settings.experts() == 0) {
            return NONE;
        }
        return row < settings.silencedRows() / 2 && carrier != NONE
                ? carrier
                : choices.nextInt(settings.layers() * settings.experts());
    }

    /// A text as tokens.
    ///
    /// @param ids with a start and an end token
    /// @param following for each of them, what could stand there, with probabilities
    record Text(int[] ids, List<Map<Integer, Double>> following) {}

    private Text text(TextSampler source) {
        TextSampler.Drawn drawn = source.draw();
        int[] inside = vocabulary.encode(drawn.text());
        int[] ids = new int[inside.length + 2];
        ids[0] = vocabulary.special(Vocabulary.START);
        System.arraycopy(inside, 0, ids, 1, inside.length);
        ids[ids.length - 1] = vocabulary.special(Vocabulary.END);
        List<Map<Integer, Double>> following = new ArrayList<>();
        for (int id : ids) {
            following.add(Map.of(id, 1.0));
        }
        for (TextSampler.Choice choice : drawn.choices()) {
            boolean space = choice.offset() > 0 && drawn.text().charAt(choice.offset() - 1) == ' ';
            if (space || choice.offset() == 0) {
                String before = drawn.text().substring(0, choice.offset() - (space ? 1 : 0));
                Map<Integer, Double> first = new TreeMap<>();
                choice.alternatives()
                        .forEach((word, probability) ->
                                first.merge(vocabulary.encode(space ? " " + word : word)[0], probability, Double::sum));
                following.set(1 + vocabulary.encode(before).length, first);
            }
        }
        return new Text(ids, following);
    }
}
