package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Compares a model with what the reference computed for it, within the tolerances that the fixtures come with.
final class GoldenComparison {

    private final TensorFile golden;
    private final LanguageModel model;
    private double logits;
    private double hidden;
    private double router;

    GoldenComparison(Path golden, LanguageModel model) {
        this.golden = new TensorFile(golden);
        this.model = model;
    }

    /// Compares everything that the file holds and returns a line for the report.
    String compare(String fixture) {
        return compare(fixture, List.of("s1", "s7", "s33", "pad"));
    }

    /// Compares some of the cases.
    String compare(String fixture, List<String> cases) {
        for (String name : cases) {
            if (golden.has(name + ".input_ids")) {
                compareCase(fixture, name);
            }
        }
        return String.format(
                Locale.ROOT, "%-28s logits %.1e  hidden %.1e  router %.1e", fixture, logits, hidden, router);
    }

    private void compareCase(String fixture, String name) {
        List<int[]> sequences = sequences(name, ".input_ids");
        boolean decoder = golden.has(name + ".decoder_input_ids");
        List<Trace> traces = new ArrayList<>();
        if (decoder) {
            List<int[]> texts = sequences(name, ".decoder_input_ids");
            for (int row = 0; row < texts.size(); row++) {
                traces.addAll(model.given(sequences.get(row))
                        .trace(texts.subList(row, row + 1), everything(), Progress.none(), new Cancellation()));
            }
        } else {
            traces.addAll(model.trace(sequences, everything(), Progress.none(), new Cancellation()));
        }
        int length = (int) golden.get(name + ".input_ids").shape()[1];
        for (int row = 0; row < traces.size(); row++) {
            Trace trace = traces.get(row);
            String where = fixture + " " + name + " row " + row;
            int written = decoder ? trace.tokens() : length;
            compareInside(where, name, decoder ? "decoder_" : "", decoder ? ".dec." : ".", trace, row, written);
            Matrix found = trace.logits().orElseThrow();
            logits = Math.max(logits, compare(where + " logits", found, golden.get(name + ".logits"), row, written));
            int place = row;
            trace.source()
                    .ifPresent(source ->
                            compareInside(where + " encoder", name, "encoder_", ".enc.", source, place, length));
        }
        String greedy = name + ".greedy_ids";
        if (golden.has(greedy)) {
            int[] expected = ints(golden.get(greedy).longs());
            GenerationSettings settings = GenerationSettings.greedy(expected.length);
            Generation generation = decoder
                    ? model.given(sequences.getFirst())
                            .generate(new int[0], settings, Progress.none(), new Cancellation())
                    : model.generate(sequences.getFirst(), settings, Progress.none(), new Cancellation());
            int[] compared = generation.ended() ? Arrays.copyOf(expected, generation.ids().length) : expected;
            assertThat(generation.ids()).as(fixture + " " + greedy).isEqualTo(compared);
        }
    }

    private Capture everything() {
        return Capture.ALL
                .withExpertNorms()
                .withAttention(Capture.layers(model.summary().layers()));
    }

    /// Attention probabilities; a reference with fewer than layers gives those of the layers that have them.
    private void compareAttention(String where, String name, Trace trace) {
        for (int i = 0; i < trace.attention().size(); i++) {
            AttentionTrace attention = trace.attention().get(i);
            Matrix found =
                    new Matrix(attention.heads() * attention.tokens(), attention.tokens(), attention.probabilities());
            Tensor expected = golden.get(name + ".attentions." + i);
            assertThat(expected.shape()).containsExactly(1, attention.heads(), attention.tokens(), attention.tokens());
            compare(where + " attention " + attention.layer(), found, expected, 0, found.rows());
        }
    }

    /// Hidden states and routing.
    private void compareInside(
            String where, String name, String side, String layers, Trace trace, int row, int length) {
        int states = golden.has(name + "." + side + "hidden_states.0")
                ? trace.hiddenStates().size()
                : 0;
        for (int i = 0; i < states; i++) {
            Tensor expected = golden.get(name + "." + side + "hidden_states." + i);
            Matrix state = trace.hiddenStates().get(i);
            hidden = Math.max(hidden, compare(where + " hidden state " + i, state, expected, row, length));
        }
        if (golden.has(name + ".attentions.0")) {
            compareAttention(where, name, trace);
        }
        String last = name + layers + "last_layer_output";
        if (golden.has(last)) {
            compare(where + " last layer output", trace.lastLayerOutput().orElseThrow(), golden.get(last), row, length);
        }
        for (RoutingTrace routing : trace.routing()) {
            compareRouting(where + " layer " + routing.layer(), name + ".", layers, routing, row, length);
        }
        for (RoutingTrace routing : trace.attentionRouting()) {
            compareRouting(where + " attention " + routing.layer(), name + ".attn_", layers, routing, row, length);
        }
        assertThat(golden.has(name + ".attn_router_logits.0"))
                .isEqualTo(!trace.attentionRouting().isEmpty());
    }

    private List<int[]> sequences(String name, String which) {
        Tensor ids = golden.get(name + which);
        int rows = (int) ids.shape()[0];
        int length = (int) ids.shape()[1];
        List<int[]> sequences = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int[] all = ints(Arrays.copyOfRange(ids.longs(), row * length, (row + 1) * length));
            int real = length;
            if (golden.has(name + ".attention_mask") && which.equals(".input_ids")) {
                long[] mask = golden.get(name + ".attention_mask").longs();
                real = (int)
                        Arrays.stream(mask, row * length, (row + 1) * length).sum();
            }
            sequences.add(Arrays.copyOf(all, real));
        }
        return sequences;
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    private static double compare(String what, Matrix found, Tensor expected, int row, int length) {
        double largest = 0;
        for (int token = 0; token < found.rows(); token++) {
            for (int i = 0; i < found.columns(); i++) {
                double wanted = expected.floats()[(row * length + token) * found.columns() + i];
                double difference = Math.abs(found.get(token, i) - wanted);
                largest = Math.max(largest, difference);
                if (!(difference <= 1e-4 + 1e-4 * Math.abs(wanted))) {
                    throw new AssertionError("%s: token %d, column %d: %s where the reference has %s"
                            .formatted(what, token, i, found.get(token, i), wanted));
                }
            }
        }
        return largest;
    }

    private void compareRouting(String what, String name, String layers, RoutingTrace routing, int row, int length) {
        String layer = layers + routing.layer();
        Tensor logitsExpected = golden.get(name + "router_logits" + layer);
        router = Math.max(router, compare(what + " router", routing.routerLogits(), logitsExpected, row, length));
        Tensor indices = golden.get(name + "topk_indices" + layer);
        Tensor weights = golden.get(name + "topk_weights" + layer);
        int chosen = routing.weights().columns();
        for (int token = 0; token < routing.tokens(); token++) {
            Map<Long, Float> expected = new TreeMap<>();
            Map<Long, Float> found = new TreeMap<>();
            for (int i = 0; i < chosen; i++) {
                int place = (row * length + token) * chosen + i;
                expected.put(indices.longs()[place], weights.floats()[place]);
                found.put((long) routing.chosen()[token][i], routing.weights().get(token, i));
            }
            assertThat(found.keySet()).as(what + " experts of token " + token).isEqualTo(expected.keySet());
            expected.forEach((expert, weight) -> assertThat(found.getOrDefault(expert, Float.NaN))
                    .as(what + " weight of expert " + expert)
                    .isCloseTo(weight, org.assertj.core.api.Assertions.within(1e-5f)));
        }
    }
}
