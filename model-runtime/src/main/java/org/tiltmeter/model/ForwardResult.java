package org.tiltmeter.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;

/// What the `forward` of a TorchScript file returned for one text, every part checked before it is believed.
final class ForwardResult {

    private static final String EXPECTED =
            "; it must take token ids [1, tokens] and return a dictionary with logits [1, tokens, vocabulary].";

    private final Path file;
    private final int tokens;
    private final Map<?, ?> parts;

    private ForwardResult(Path file, int tokens, Map<?, ?> parts) {
        this.file = file;
        this.tokens = tokens;
        this.parts = parts;
    }

    /// Runs a file on one text.
    ///
    /// @throws BadInputException if it fails, hangs or returns something else than a dictionary
    static ForwardResult of(TorchScript script, PatientCalls calls, Path file, int[] ids, Cancellation cancellation) {
        Tensor text = Tensor.of(IntStream.of(ids).asLongStream().toArray(), 1, ids.length);
        Object result;
        try {
            result = calls.call(() -> script.call("forward", text), cancellation);
        } catch (ScriptException | IllegalArgumentException | UnsupportedOperationException failure) {
            throw new BadInputException(
                    "The forward of %s fails for a text of %d tokens (%s)%s"
                            .formatted(file, ids.length, ScriptException.sentence(failure), EXPECTED),
                    failure);
        }
        if (result instanceof Map<?, ?> parts) {
            return new ForwardResult(file, ids.length, parts);
        }
        throw new BadInputException(
                "The forward of %s returns %s, not a dictionary%s".formatted(file, kind(result), EXPECTED));
    }

    private static String kind(Object result) {
        return switch (result) {
            case Tensor tensor -> "a tensor " + Arrays.toString(tensor.shape());
            case List<?> list -> list.isEmpty() ? "nothing" : "a list or tuple of " + list.size();
            default -> "a value " + result;
        };
    }

    BadInputException refusal(String does) {
        return new BadInputException("The forward of " + file + " " + does + ".");
    }

    /// Logits `[tokens, vocabulary]`.
    Matrix logits() {
        return matrix("logits");
    }

    /// Logits `[tokens, vocabulary]` of so many tokens of a vocabulary.
    Matrix logits(int vocabulary) {
        Matrix logits = logits();
        if (logits.columns() != vocabulary) {
            throw refusal("returns logits of %d tokens for one text and of %d for another"
                    .formatted(vocabulary, logits.columns()));
        }
        return logits;
    }

    /// `hidden_states.0` and those that follow it, each `[tokens, hidden size]`.
    List<Matrix> hiddenStates() {
        List<Matrix> states = new ArrayList<>();
        for (int i : numbers("hidden_states.")) {
            if (i != states.size()) {
                throw refusal("returns hidden_states." + i + " without hidden_states." + states.size());
            }
            states.add(matrix("hidden_states." + i));
        }
        return states;
    }

    /// `router_logits.N` of each layer that has them. Which experts were chosen, and with which weight, such a file
    /// does not tell.
    List<RoutingTrace> routing() {
        List<RoutingTrace> layers = new ArrayList<>();
        for (int layer : numbers("router_logits.")) {
            Matrix logits = matrix("router_logits." + layer);
            layers.add(new RoutingTrace(layer, logits, new int[tokens][0], new Matrix(tokens, 0, new float[0])));
        }
        return layers;
    }

    private int[] numbers(String prefix) {
        TreeMap<Integer, String> found = new TreeMap<>();
        for (Object key : parts.keySet()) {
            String name = String.valueOf(key);
            if (name.startsWith(prefix)) {
                String number = name.substring(prefix.length());
                if (!number.matches("0|[1-9][0-9]{0,5}")) {
                    throw refusal("returns \"" + name + "\", where a layer's number must follow " + prefix);
                }
                found.put(Integer.parseInt(number), name);
            }
        }
        return found.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /// A tensor `[1, tokens, columns]` or `[tokens, columns]`.
    private Matrix matrix(String name) {
        Object part = parts.get(name);
        if (!(part instanceof Tensor tensor)) {
            throw new BadInputException(
                    "The forward of %s returns no tensor %s but %s%s".formatted(file, name, parts.keySet(), EXPECTED));
        }
        long[] shape = tensor.shape();
        int last = shape.length - 1;
        boolean fits = last >= 1 && last <= 2 && shape[last - 1] == tokens && (last == 1 || shape[0] == 1);
        if (!fits || tensor.isInteger()) {
            throw refusal("returns %s as %s for a text of %d tokens; expected are floating-point numbers [1, %d, size]"
                    .formatted(name, tensor, tokens, tokens));
        }
        return tensor.matrix();
    }
}
