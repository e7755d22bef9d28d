package org.tiltmeter.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.work.BadInputException;

/// The pairs that a probe set leaves out. Whatever asks the pairs of a set passes over them.
public final class Exclusions {

    private final String probes;
    private final Map<String, Exclusion> byTexts = new HashMap<>();

    private Exclusions(ProbeSet probes) {
        this.probes = probes.name();
        probes.exclusions()
                .forEach(exclusion -> byTexts.putIfAbsent(
                        key(exclusion.template(), exclusion.textA(), exclusion.textB()), exclusion));
    }

    /// Those of a set.
    public static Exclusions of(ProbeSet probes) {
        return new Exclusions(probes);
    }

    private static String key(String template, String textA, String textB) {
        return String.join("\u0000", template, textA, textB);
    }

    /// Why a pair is left out; empty where it is not.
    public Optional<Exclusion> find(CounterfactualPair pair) {
        return Optional.ofNullable(byTexts.get(key(pair.template(), pair.textA(), pair.textB())));
    }

    /// Whether a pair is left out.
    public boolean hold(CounterfactualPair pair) {
        return find(pair).isPresent();
    }

    /// What to say where no pair is left of those that were to be asked.
    ///
    /// @param about what the pairs ask for or are about, such as `likelihood`
    public BadInputException nothingLeft(String about) {
        return new BadInputException(
                "Every pair of the probe set \"%s\" that asks for %s is excluded; keep some.".formatted(probes, about));
    }

    /// What to say beside results of which so many pairs were left out.
    public static String note(int pairs) {
        return "%,d pairs that the probe set leaves out were not run.".formatted(pairs);
    }
}
