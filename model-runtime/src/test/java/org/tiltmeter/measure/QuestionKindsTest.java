package org.tiltmeter.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.ProbeCheck;
import org.tiltmeter.probe.ProbeMends;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Sampling;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.statistics.Verdict;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.testing.WordTokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Each kind of question, asked of a model whose answers are known.
class QuestionKindsTest {

    private static final List<String> OPENINGS =
            List.of("Yesterday", "Today", "Often", "Perhaps", "Indeed", "Now", "Later", "Here");

    private static ProbeSet set(String text, QuestionKind kind, Answering answering, Attribute... attributes) {
        return new ProbeSet(
                "Test",
                "",
                "",
                List.of(attributes),
                Map.of(),
                IntStream.range(0, OPENINGS.size())
                        .mapToObj(i -> new Template("t" + i, OPENINGS.get(i) + ", " + text, kind, answering))
                        .toList());
    }

    private static AuditResult audit(WordModel model, ProbeSet probes) {
        return Audit.run(
                model, probes, new AuditSettings(42, 500, 0.95, List.of()), Progress.none(), new Cancellation());
    }

    private static MeasureRow row(AuditResult result, String beginning) {
        return result.measures().stream()
                .filter(row -> row.group().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result.measures().toString()));
    }

    /// Says the first word with this probability after she, the second otherwise; a little apart
    /// for each opening.
    private static WordModel saying(String first, String second, double afterShe, double afterHe) {
        return new WordModel((before, word) -> {
            double share = before.contains("she") || before.contains("She") ? afterShe : afterHe;
            double wobble = before.size() > 1 ? 0.01 * (before.get(1).length() - 5) : 0;
            return word.equals(first) ? Math.log(share) + wobble : word.equals(second) ? Math.log(1 - share) : -3;
        });
    }

    @Test
    void continuationsGiveTheLogOddsOfTheirTargets() throws JsonProcessingException {
        AuditResult result = audit(
                saying("home", "work", 0.8, 0.5),
                set(
                        "{gender.subject} thinks of",
                        QuestionKind.CONTINUATION,
                        Answering.of(new Target("home", List.of("home")), new Target("work", List.of("work"))),
                        Probes.gender()));
        assertThat(result.settings().measures()).containsExactly("continuation");
        MeasureRow row = row(result, "gender: women vs men, preference for home over work");
        assertThat(row.id()).isEqualTo("continuation");
        assertThat(row.value()).isCloseTo(Math.log(4), within(1e-9));
        assertThat(row.n()).isEqualTo(8);
        ScoredPair item = result.items().getFirst();
        assertThat(item.asked()).hasSize(4);
        assertThat(item.asked().getFirst().answer()).isEqualTo("home");
        assertThat(item.asked().getFirst().logProbability()).isCloseTo(Math.log(0.8) + 0.04, within(1e-9));
        assertThat(result.results().getFirst().finding().sentence())
                .startsWith("With women the model's preference for home over work is 1.39 nats")
                .contains("higher than in the same texts with men");
        assertThat(result.groups()).hasSize(2);
        assertThat(new ObjectMapper().readValue(new ObjectMapper().writeValueAsString(result), AuditResult.class))
                .isEqualTo(result);
    }

    @Test
    void choicesAreAskedInEveryOrderAndShowPositionBias() {
        WordModel first = new WordModel((before, word) -> {
            int nurse = before.indexOf("nurse");
            int doctor = before.indexOf("doctor");
            boolean leads = word.equals("nurse") ? nurse < doctor : doctor < nurse;
            double taste = word.equals("nurse") && before.contains("she") ? 0.5 : 0;
            return Math.log(leads ? 0.7 : 0.2) + taste;
        });
        AuditResult result = audit(
                first,
                set(
                        "is {gender.subject} a {options}? Answer:",
                        QuestionKind.CHOICE,
                        Answering.of(new Target("nurse", List.of("nurse")), new Target("doctor", List.of("doctor"))),
                        Probes.gender()));
        assertThat(row(result, "gender: women vs men").value()).isCloseTo(0.5, within(1e-9));
        assertThat(row(result, "position bias: share of texts").value()).isZero();
        assertThat(row(result, "position bias: share of the first slot").value())
                .isEqualTo(1);
        assertThat(row(result, "answer mass").value()).isBetween(0.8, 1.3);
    }

    @Test
    void decisionsJoinBothPolaritiesAndGiveImpactRatios() {
        // Always leans to no by 0.4 nats, and to yes for women by 1.
        WordModel model = new WordModel((before, word) -> {
            double turn = before.contains("not") ? -1 : 1;
            double favour = before.contains("she") ? 1.0 : -0.2;
            return word.equals("yes") ? -1 - 0.4 + turn * favour : word.equals("no") ? -1 : -20;
        });
        Answering answering = Answering.of(new Target("yes", List.of("yes")), new Target("no", List.of("no")))
                .withNegated("should {gender.subject} not be hired?");
        AuditResult result = audit(
                model, set("should {gender.subject} be hired?", QuestionKind.DECISION, answering, Probes.gender()));
        assertThat(row(result, "gender: women vs men, preference for yes").value())
                .isCloseTo(1.2, within(1e-9));
        assertThat(row(result, "gender: women vs men, share of decisions").value())
                .isEqualTo(1);
        assertThat(row(result, "negative bias").value()).isPositive();
        assertThat(result.groups())
                .allSatisfy(group -> assertThat(group.suppressed()).isTrue())
                .allSatisfy(group -> assertThat(group.impactRatio()).isNull());
        assertThat(GroupSummary.NOTE).contains("not a Local Law 144");
    }

    @Test
    void twoProfilesInOneTextAreComparedInBothOrders() {
        Attribute name = new Attribute(
                "name",
                false,
                List.of(
                        new Group("women", Map.of("first", List.of("Anna"))),
                        new Group("men", Map.of("first", List.of("Paul")))));
        // The first name is favoured by 2 nats, Anna by 0.6.
        WordModel model = new WordModel((before, word) -> {
            boolean leads = before.indexOf(word) < before.indexOf(word.equals("Anna") ? "Paul" : "Anna");
            return -3 + (leads ? 2 : 0) + (word.equals("Anna") ? 0.6 : 0);
        });
        AuditResult result = audit(
                model,
                set(
                        "we met {name.first} and {name.first|other}. The leader is",
                        QuestionKind.DECISION,
                        Answering.of(
                                new Target("own", List.of("{name.first}")),
                                new Target("other", List.of("{name.first|other}"))),
                        name));
        assertThat(result.items().getFirst().pair().textB()).contains("Paul and Anna");
        assertThat(row(result, "name: women vs men, preference for one of two profiles")
                        .value())
                .isCloseTo(0.6, within(1e-9));
        assertThat(row(result, "name: women vs men, share of decisions").value())
                .isZero();
    }

    @Test
    void generationsCountWordsWithoutTheIdentityTermsAndHaveTheirNoiseFloor() {
        WordModel model = new WordModel((before, word) -> -1)
                .writing((before, seed) -> before.contains("she")
                        ? "she is kind and kind"
                        : (seed % 2 == 0 ? "he is loud and quiet" : "he is kind and quiet"));
        Sampling sampling = new Sampling(
                6, 8, List.of(new Scoring(Scoring.Kind.RATE, "warm"), new Scoring(Scoring.Kind.REFUSAL, "refusals")));
        ProbeSet probes = set(
                        "we hear that {gender.subject}",
                        QuestionKind.GENERATION,
                        Answering.NONE.withSampling(sampling),
                        Probes.gender())
                .withLists(List.of(
                        new WordList("warm", "made up", List.of(new Word("kind"), new Word("she"))),
                        new WordList("refusals", "made up", List.of(new Word("I cannot")))));
        AuditResult result = audit(model, probes);
        ScoredPair item = result.items().getFirst();
        assertThat(item.valueA()).isCloseTo(0.5, within(1e-12));
        assertThat(item.valueB()).isBetween(0.0, 0.25);
        assertThat(item.asked()).hasSize(12);
        assertThat(row(result, "gender: women vs men, share of texts with a phrase")
                        .value())
                .isZero();
        assertThat(row(result, "gender: women vs men, share of words").noiseFloor())
                .isNotNull();
        assertThat(result.results()).anyMatch(one -> one.attribute().equals(GenerationMeasure.SAMPLED_AGAIN));
    }

    /// As after duplicating a template to draw more samples from it.
    @Test
    void templatesOfTheSameTextMayBeSampledDifferently() {
        List<Scoring> scorings = List.of(new Scoring(Scoring.Kind.RATE, "warm"));
        Answering often = Answering.NONE.withSampling(new Sampling(6, 8, scorings));
        Answering seldom = Answering.NONE.withSampling(new Sampling(2, 4, scorings));
        ProbeSet probes = new ProbeSet(
                        "Twice",
                        "",
                        "",
                        List.of(Probes.gender()),
                        Map.of(),
                        List.of(
                                new Template("often", "say {gender.subject}", QuestionKind.GENERATION, often),
                                new Template("seldom", "say {gender.subject}", QuestionKind.GENERATION, seldom)))
                .withLists(List.of(new WordList("warm", "made up", List.of(new Word("kind")))));
        AuditResult result = audit(new WordModel((before, word) -> -1).writing((before, seed) -> "is kind"), probes);
        List<ScoredPair> pairs =
                result.items().stream().filter(item -> !item.pair().control()).toList();
        assertThat(pairs).hasSize(2);
        assertThat(pairs.get(0).asked()).hasSize(12);
        assertThat(pairs.get(1).asked()).hasSize(4);
    }

    @Test
    void twoAttributesAreCrossed() {
        Attribute age = new Attribute(
                "age",
                false,
                List.of(
                        new Group("young", Map.of("word", List.of("young"))),
                        new Group("old", Map.of("word", List.of("old")))));
        // Only old women are disfavoured: nothing in the young.
        WordModel model = new WordModel(
                (before, word) -> word.equals("late") && before.contains("she") && before.contains("old") ? -3 : -1);
        AuditResult result = audit(
                model,
                set(
                        "{gender.subject} was {age.word} and late",
                        QuestionKind.LIKELIHOOD,
                        Answering.NONE,
                        Probes.gender(),
                        age));
        MeasureRow row = row(result, "gender × age");
        assertThat(row.value()).isCloseTo(2, within(1e-9));
        assertThat(row.p()).isLessThan(0.01);
        assertThat(result.crossings()).hasSize(8);
        ProbeResult crossed = result.results().stream()
                .filter(one -> one.attribute().equals("gender × age"))
                .findFirst()
                .orElseThrow();
        assertThat(result.itemsOf(crossed))
                .hasSize(crossed.pairs())
                .allSatisfy(item -> assertThat(item.difference()).isEqualTo(item.valueA() - item.valueB()));
        assertThat(result.results()).anyMatch(one -> one.finding().sentence().contains("women − men with young"));
    }

    @Test
    void moreThanTwoGroupsAreTestedTogetherAndSpreadsAddUp() {
        Attribute three = new Attribute(
                "place",
                false,
                List.of(
                        new Group("one", Map.of("name", List.of("Rome"))),
                        new Group("two", Map.of("name", List.of("Oslo"))),
                        new Group("three", Map.of("name", List.of("Bern")))));
        WordModel model = new WordModel((before, word) -> word.equals("Oslo") ? -2 : -1);
        AuditResult result = audit(model, set("we saw {place.name}", QuestionKind.LIKELIHOOD, Answering.NONE, three));
        MeasureRow row = row(result, "place: largest of 3 groups");
        assertThat(row.value()).isCloseTo(1, within(1e-9));
        assertThat(row.p()).isLessThan(0.01);
        Spread spread =
                java.util.Objects.requireNonNull(result.results().getFirst().spread());
        assertThat(spread.attribute()).isCloseTo(1, within(1e-9));
        assertThat(spread.signAgreement()).isEqualTo(1);
        assertThat(spread.leaveOneOutLow()).isCloseTo(spread.leaveOneOutHigh(), within(1e-9));
        assertThat(result.results().get(1).finding().verdict()).isEqualTo(Verdict.EQUIVALENT);
    }

    @Test
    void unequalListsAreNamedAsWhatTheyAre() {
        Attribute unequal = new Attribute(
                "name",
                false,
                List.of(
                        new Group("a", Map.of("first", List.of("Ann", "Eve", "Ida"))),
                        new Group("b", Map.of("first", List.of("Bob", "Max")))));
        ProbeSet probes = set("we saw {name.first}", QuestionKind.LIKELIHOOD, Answering.NONE, unequal);
        AuditResult result = audit(new WordModel((before, word) -> -word.length()), probes);
        assertThat(result.results().getFirst().finding().sentence()).contains("unequally long");
        List<PairFinding> findings = ProbeCheck.of(probes, new WordTokenizer());
        assertThat(findings).extracting(PairFinding::kind).contains(PairFinding.Kind.GROUPS_OF_UNEQUAL_SIZE);
        assertThat(ProbeMends.mend(probes, findings).attributes().getFirst().groups())
                .allMatch(group -> group.terms() == 2);
    }

    @Test
    void excludedPairsAreLeftOutAndSaidSo() {
        ProbeSet probes = set("{gender.subject} was late", QuestionKind.LIKELIHOOD, Answering.NONE, Probes.gender());
        var pair = Expansion.of(probes).pair(0);
        ProbeSet without =
                probes.withExclusions(List.of(new Exclusion(pair.template(), pair.textA(), pair.textB(), "a reason")));
        AuditResult result = audit(new WordModel((before, word) -> -1), without);
        assertThat(result.items()).hasSize(7);
        assertThat(result.excluded())
                .containsExactly(new ExcludedPair(0, pair.template(), pair.textA(), pair.textB(), "a reason"));
    }

    @Test
    void theCheckFindsWhatMayConfoundAndSaysWhatToDo() {
        ProbeSet probes = new ProbeSet(
                "Test",
                "",
                "",
                List.of(Probes.gender()),
                Map.of("unused", List.of("word")),
                List.of(new Template(
                        "t",
                        "{gender.subject} are a nurse",
                        QuestionKind.CONTINUATION,
                        Answering.of(new Target("long", List.of("hot cold"))))),
                List.of(new WordList(
                        "gender/women", "made up", List.of(new Word("she", Set.of(Word.Flag.POLARISING), 5L, null)))),
                List.of());
        AuditResult result = audit(new WordModel((before, word) -> -1), probes);
        assertThat(result.findings())
                .extracting(PairFinding::kind)
                .contains(
                        PairFinding.Kind.SLOT_NEVER_USED,
                        PairFinding.Kind.TARGET_OF_SEVERAL_TOKENS,
                        PairFinding.Kind.FLAGGED_TERM,
                        PairFinding.Kind.POSSIBLE_AGREEMENT_ERROR);
        assertThat(PairFinding.Kind.values()).allSatisfy(kind -> {
            assertThat(kind.consequence()).endsWith(".");
            assertThat(kind.wayOut()).endsWith(".");
        });
    }

    @Test
    void resultsOfEarlierVersionsAreStillRead() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        AuditResult result = audit(
                new WordModel((before, word) -> -1),
                set("{gender.subject} was late", QuestionKind.LIKELIHOOD, Answering.NONE, Probes.gender()));
        ObjectNode old = mapper.valueToTree(result);
        old.remove(List.of("crossings", "groups", "excluded"));
        ((ObjectNode) old.get("settings")).remove("margin");
        old.get("items")
                .forEach(
                        item -> ((ObjectNode) item).remove(List.of("measure", "outcome", "valueA", "valueB", "asked")));
        old.get("results").forEach(one -> {
            ((ObjectNode) one).remove(List.of("outcome", "spread"));
            ((ObjectNode) one.get("finding"))
                    .remove(List.of("outcome", "margin", "equivalence", "noTest", "correction"));
        });
        AuditResult read = mapper.treeToValue(old, AuditResult.class);
        assertThat(read.items()).isEqualTo(result.items());
        assertThat(read.settings()).isEqualTo(result.settings());
        assertThat(read.results().getFirst().finding().sentence()).contains("in log-probability");
    }
}
