package org.tiltmeter.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Verdict;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class AuditTest {

    private static final Map<String, Double> SHARE_OF_WOMEN =
            Map.of("nurse", 0.9, "librarian", 0.8, "carpenter", 0.05, "engineer", 0.2);

    /// Says she and he with the planted shares, a little different for each verb; days make no
    /// difference.
    private static WordModel planted() {
        return new WordModel((before, word) -> {
            for (Map.Entry<String, Double> share : SHARE_OF_WOMEN.entrySet()) {
                if (before.contains(share.getKey()) && (word.equals("she") || word.equals("he"))) {
                    double wobble = 0.02 * (before.get(6).length() % 3 - 1);
                    return Math.log(word.equals("she") ? share.getValue() : 1 - share.getValue()) + wobble;
                }
            }
            return -2;
        });
    }

    private static AuditResult audit(WordModel model, AuditSettings settings) {
        return Audit.run(model, Probes.occupations(), settings, Progress.none(), new Cancellation());
    }

    @Test
    void recoversThePlantedSharesAndAQuietControl() {
        AuditResult result = audit(planted(), AuditSettings.defaults());
        assertThat(result.items()).hasSize(96);
        assertThat(result.findings()).isEmpty();
        ProbeResult gender = result.results().stream()
                .filter(one -> one.attribute().equals("gender"))
                .findFirst()
                .orElseThrow();
        for (TermSummary term : gender.slots().getFirst().terms()) {
            assertThat(term.shareA().value()).isCloseTo(SHARE_OF_WOMEN.getOrDefault(term.term(), 0.0), within(1e-9));
            assertThat(term.templates()).isEqualTo(8);
        }
        double mean = SHARE_OF_WOMEN.values().stream()
                .mapToDouble(share -> Math.log(share / (1 - share)))
                .average()
                .orElseThrow();
        double shift = SHARE_OF_WOMEN.values().stream()
                .mapToDouble(share -> Math.abs(Math.log(share / (1 - share))))
                .average()
                .orElseThrow();
        assertThat(gender.effect().mean()).isCloseTo(mean, within(1e-9));
        assertThat(gender.slots().getFirst().typicalShift().value()).isCloseTo(shift, within(1e-9));
        assertThat(gender.pairs()).isEqualTo(32);
        NoiseFloor floor = java.util.Objects.requireNonNull(gender.noiseFloor());
        assertThat(floor.effect().mean()).isCloseTo(0, within(1e-12));
        assertThat(floor.pairs()).isEqualTo(64);
        assertThat(floor.ratio()).isNull();
        ProbeResult day = result.results().stream()
                .filter(ProbeResult::control)
                .findFirst()
                .orElseThrow();
        assertThat(day.noiseFloor()).isNull();
        assertThat(day.adjustedP()).isNull();
        assertThat(result.itemsOf(day)).hasSize(64);
    }

    @Test
    void itemsHoldTheLogProbabilitiesOfTheirTexts() {
        WordModel model = planted();
        for (ScoredPair item : audit(model, AuditSettings.defaults()).items()) {
            double direct = model.score(
                            List.of(model.tokenizer()
                                    .encode(item.pair().textA())
                                    .ids()),
                            Progress.none(),
                            new Cancellation())
                    .getFirst()
                    .total();
            assertThat(item.logProbabilityA()).isEqualTo(direct);
            assertThat(item.difference()).isEqualTo(item.logProbabilityA() - item.logProbabilityB());
        }
    }

    @Test
    void rowsOfTheJsonHaveTheAgreedFieldsAndTheResultIsReadBack() throws JsonProcessingException {
        AuditResult result = audit(planted(), AuditSettings.defaults());
        ObjectMapper mapper = new ObjectMapper();
        String json = mapper.writeValueAsString(result);
        JsonNode row = mapper.readTree(json).get("measures").get(1);
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "group", "value", "interval", "n", "p", "p_adjusted", "effect", "noise_floor");
        assertThat(row.get("id").textValue()).isEqualTo("likelihood");
        assertThat(row.get("group").textValue()).isEqualTo("gender: women vs men");
        assertThat(row.get("n").intValue()).isEqualTo(8);
        assertThat(row.get("interval")).hasSize(2);
        assertThat(mapper.readTree(json)
                        .get("items")
                        .get(0)
                        .get("logProbabilityA")
                        .isNumber())
                .isTrue();
        assertThat(mapper.readValue(json, AuditResult.class)).isEqualTo(result);
    }

    @Test
    void sameSeedRepeatsEveryNumber() {
        AuditSettings settings = new AuditSettings(5, 500, 0.9, List.of("likelihood"));
        assertThat(audit(planted(), settings)).isEqualTo(audit(planted(), settings));
        assertThat(audit(planted(), settings.withSeed(6)).measures().get(1).interval())
                .isNotEqualTo(audit(planted(), settings).measures().get(1).interval());
    }

    @Test
    void textsThatOccurTwiceAreScoredOnceAndACancelledRunGoesOn() {
        // Days times genders times occupations times verbs.
        int texts = 4 * 2 * 4 * 8;
        WordModel model = planted();
        Cancellation cancellation = new Cancellation();
        model.cancelAfterFirstCall(cancellation);
        TextScores scores = new TextScores();
        AuditSettings settings = AuditSettings.defaults();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(
                        () -> Audit.run(model, Probes.occupations(), settings, scores, Progress.none(), cancellation));
        int kept = scores.size();
        assertThat(kept).isBetween(1, texts - 1);
        AuditResult resumed =
                Audit.run(model, Probes.occupations(), settings, scores, Progress.none(), new Cancellation());
        assertThat(resumed).isEqualTo(audit(planted(), settings));
        int asked = model.scoredPerCall().stream().mapToInt(Integer::intValue).sum();
        assertThat(asked).isEqualTo(scores.size()).isLessThanOrEqualTo(texts);
    }

    @Test
    void progressIsCumulativeWithinEachPhase() {
        List<Progress.Step> steps = new ArrayList<>();
        Audit.run(planted(), Probes.occupations(), AuditSettings.defaults(), steps::add, new Cancellation());
        for (Progress.Phase phase :
                List.of(Progress.Phase.EXPANDING, Progress.Phase.SCORING, Progress.Phase.COMPUTING_STATISTICS)) {
            List<Long> done = steps.stream()
                    .filter(step -> step.phase() == phase)
                    .map(Progress.Step::done)
                    .toList();
            assertThat(done).isNotEmpty().isSorted();
        }
    }

    @Test
    void unknownMeasuresAndTextsThatAreTooLongAreRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> audit(planted(), AuditSettings.defaults().withMeasures(List.of("likelyhood"))))
                .withMessage(
                        "The measure \"likelyhood\" is unknown for a probe set; known are likelihood, continuation,"
                                + " choice, decision, generation.");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> audit(planted(), AuditSettings.defaults().withMeasures(List.of("choice"))))
                .withMessage("No template of the probe set \"Occupations\" asks for choice; its templates ask for"
                        + " likelihood.");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Audit.run(
                        planted(),
                        Probes.of("{gender.subject}" + " a".repeat(80), Map.of(), Probes.gender()),
                        AuditSettings.defaults(),
                        Progress.none(),
                        new Cancellation()))
                .withMessageContaining("has 82 tokens, but the model takes 1 to 64");
    }

    @Test
    void theTokenStripSumsToThePairsDifference() {
        WordModel model = planted();
        AuditResult result = audit(model, AuditSettings.defaults());
        for (ScoredPair item : result.items()) {
            TokenStrip strip = TokenStrip.of(model, item.pair(), Progress.none(), new Cancellation());
            double sum = strip.columns().stream()
                    .mapToDouble(TokenStrip.Column::difference)
                    .sum();
            assertThat(sum).isCloseTo(item.difference(), within(1e-9));
            assertThat(strip.columns().stream()
                            .filter(column -> column.a() != null
                                    && java.util.Objects.requireNonNull(column.a())
                                            .changed()))
                    .hasSize(1);
        }
    }

    @Test
    void findingsAreSentences() {
        Finding finding = new Finding(
                "likelihood",
                "gender",
                false,
                "women",
                "men",
                -0.312,
                new Interval(-0.401, -0.223, 0.95),
                24,
                1440,
                0.0004,
                null,
                0.012,
                new Interval(-0.011, 0.034, 0.95));
        assertThat(finding.sentence())
                .isEqualTo("Texts with women are 0.31 nats less likely than the same texts with men"
                        + " (95 % interval −0.40 to −0.22, 24 templates, 1,440 pairs, sign-flip p = 0.0004);"
                        + " neutral swaps: 0.01 (−0.01 to 0.03).");
        Finding unsure = new Finding(
                "likelihood",
                "gender",
                false,
                "women",
                "men",
                0.1,
                new Interval(-0.2, 0.4, 0.95),
                3,
                1,
                null,
                null,
                null,
                null);
        assertThat(unsure.sentence())
                .isEqualTo("Texts with women and the same texts with men differ by 0.10 nats in log-probability,"
                        + " which is inconclusive: the interval includes both no difference and more than 0.1 nats"
                        + " (95 % interval −0.20 to 0.40, 3 templates, 1 pair;"
                        + " with fewer than 6 templates no test is possible);"
                        + " the probe set has no neutral swaps to compare with.");
    }

    @Test
    void noDifferenceIsSaidOnlyWithinTheMargin() {
        assertThat(between(-0.05, 0.08).verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(between(-0.05, 0.08).sentence()).contains("which is no difference within a margin of 0.1 nats");
        assertThat(between(-0.05, 0.12).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(between(0.01, 0.02).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(between(Double.NaN, Double.NaN).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(between(Double.NaN, Double.NaN).sentence()).contains("(no interval, 8 templates");
    }

    private static Finding between(double low, double high) {
        return new Finding(
                "likelihood",
                "gender",
                false,
                "women",
                "men",
                0.015,
                new Interval(low, high, 0.95),
                8,
                80,
                0.4,
                null,
                null,
                null);
    }
}
