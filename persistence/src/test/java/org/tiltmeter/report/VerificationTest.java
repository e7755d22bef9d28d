package org.tiltmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.measure.AskedText;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.ScoredPair;

class VerificationTest {

    @TempDir
    Path folder;

    @Test
    void theSameAuditRepeatsWithoutDrift() {
        Verification verification = Verification.of(result(), result(), Verification.Bound.NONE);
        assertThat(verification.differences()).isEmpty();
        assertThat(verification.drifts()).extracting(Verification.Drift::drift).containsOnly(0.0);
        assertThat(verification.drifts())
                .extracting(Verification.Drift::what)
                .contains("log-probability", "likelihood", "likelihood interval", "likelihood p");
        assertThat(verification.repeats()).isTrue();
    }

    @Test
    void aResultThroughASessionsJsonRepeatsWithoutDrift() {
        AuditResult read = ResultsJson.read(ResultsJson.of(result()));
        assertThat(Verification.of(read, result(), Verification.Bound.NONE).repeats())
                .isTrue();
    }

    @Test
    void theLargestDriftIsNamed() {
        AuditResult moved = moved(3, 0.5);
        Verification verification = Verification.of(result(), moved, Verification.Bound.NONE);
        assertThat(verification.repeats()).isFalse();
        Verification.Drift drift = verification.largest().orElseThrow();
        assertThat(drift.what()).isEqualTo("log-probability");
        assertThat(drift.where()).isEqualTo(result().items().get(3).pair().textA());
        assertThat(drift.drift()).isCloseTo(0.5, within(1e-12));
        assertThat(verification.table().rows()).isNotEmpty();
    }

    @Test
    void anotherComputeTypeMayDriftAsFarAsItsBoundSays() {
        RuntimeFacts exact = RuntimeFacts.here("Tiltmeter 1", "engine", "CPU", "exact", 1);
        RuntimeFacts threads = RuntimeFacts.here("Tiltmeter 1", "engine", "CPU", "exact", 2);
        RuntimeFacts fast = RuntimeFacts.here("Tiltmeter 1", "engine", "CPU", "fast", 1);
        assertThat(Verification.Bound.between(exact, exact)).isEqualTo(Verification.Bound.NONE);
        Verification.Bound order = Verification.Bound.between(exact, threads);
        Verification.Bound reduced = Verification.Bound.between(exact, fast);
        assertThat(order.reason()).isEqualTo("threads 1, then 2");
        assertThat(reduced.reason()).isEqualTo("compute type exact, then fast");
        assertThat(Verification.of(result(), moved(3, 0.001), order).repeats()).isTrue();
        assertThat(Verification.of(result(), moved(3, 0.5), order).repeats()).isFalse();
        assertThat(Verification.of(result(), moved(3, 0.5), reduced).repeats()).isTrue();
        assertThat(Verification.of(result(), moved(3, 50), reduced).repeats()).isFalse();
    }

    @Test
    void answersMayDriftByTheirTokensAndMustBeTheSame() {
        RuntimeFacts one = RuntimeFacts.here("Tiltmeter 1", "engine", "CPU", "exact", 1);
        RuntimeFacts two = RuntimeFacts.here("Tiltmeter 1", "engine", "CPU", "exact", 2);
        Verification.Bound order = Verification.Bound.between(one, two);
        AuditResult stored = answered(" yes", -1);
        assertThat(Verification.of(stored, answered(" yes", -1), Verification.Bound.NONE)
                        .repeats())
                .isTrue();
        assertThat(Verification.of(stored, answered(" yes", -1.0001), order).repeats())
                .isTrue();
        assertThat(Verification.of(stored, answered(" yes", -1.01), order).repeats())
                .isFalse();
        Verification other = Verification.of(stored, answered(" no", -1), order);
        assertThat(other.repeats()).isFalse();
        assertThat(other.differences()).anyMatch(line -> line.startsWith("1 answers are not the same"));
    }

    /// A result whose first pair rests on one answer of two tokens.
    private AuditResult answered(String answer, double logProbability) {
        AuditResult result = result();
        List<ScoredPair> items = new ArrayList<>(result.items());
        ScoredPair item = items.getFirst();
        items.set(
                0,
                new ScoredPair(
                        item.pair(),
                        Double.NaN,
                        Double.NaN,
                        0,
                        0,
                        item.difference(),
                        "decision",
                        new Outcome("preference for yes over no", Outcome.NATS),
                        item.valueA(),
                        item.valueB(),
                        List.of(new AskedText("A", "yes", "May she go?", answer, logProbability, 2))));
        return with(result, items);
    }

    private static AuditResult with(AuditResult result, List<ScoredPair> items) {
        return new AuditResult(
                result.model(),
                result.probes(),
                result.settings(),
                result.measures(),
                result.results(),
                items,
                result.findings());
    }

    @Test
    void otherTextsAreNotCompared() {
        AuditResult stored = result();
        AuditResult shorter = new AuditResult(
                stored.model(),
                stored.probes(),
                stored.settings().withSeed(7),
                stored.measures().subList(0, 1),
                stored.results(),
                stored.items().subList(1, stored.items().size()),
                stored.findings());
        Verification verification = Verification.of(stored, shorter, Verification.Bound.NONE);
        assertThat(verification.repeats()).isFalse();
        assertThat(verification.differences())
                .anyMatch(line -> line.startsWith("The settings differ"))
                .anyMatch(line -> line.startsWith("The numbers of pairs differ"))
                .anyMatch(line -> line.endsWith("is missing now."));
    }

    private AuditResult result() {
        return Audits.run(folder, "first").parts().getFirst().result();
    }

    private AuditResult moved(int index, double by) {
        AuditResult result = result();
        List<ScoredPair> items = new ArrayList<>(result.items());
        ScoredPair item = items.get(index);
        items.set(
                index,
                new ScoredPair(
                        item.pair(),
                        item.logProbabilityA() + by,
                        item.logProbabilityB(),
                        item.tokensA(),
                        item.tokensB(),
                        item.difference() + by));
        return with(result, items);
    }
}
