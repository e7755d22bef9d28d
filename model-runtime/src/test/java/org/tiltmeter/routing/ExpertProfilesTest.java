package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.routing.ExpertProfile.GroupShare;
import org.tiltmeter.routing.ExpertProfile.TokenShare;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class ExpertProfilesTest {

    private static final WordModel MODEL = new WordModel((before, word) -> -1)
            .routedBy((words, layer, expert) -> words.getLast().equals("she") && layer == 1 && expert == 3 ? 10 : 0);
    private static final List<ProfileText> TEXTS = ProfileText.of(Probes.occupations(), 500, 42);

    private static ExpertProfiles profiles() {
        return ExpertProfiles.of(MODEL, TEXTS, ProfileSettings.defaults(), Progress.none(), new Cancellation());
    }

    private static boolean takes(RoutingTrace routing, int token, int expert) {
        return IntStream.of(routing.chosen()[token]).anyMatch(one -> one == expert);
    }

    /// Counts with one loop over everything for each question, as nobody would for many texts.
    @Test
    void countsEqualPlainLoops() {
        ExpertProfiles profiles = profiles();
        assertThat(profiles.groups()).containsExactly("women", "men");
        for (int layer = 0; layer < 2; layer++) {
            for (int expert = 0; expert < 8; expert++) {
                long tokens = 0;
                long taken = 0;
                long women = 0;
                long womenTaken = 0;
                long marked = 0;
                long markedTaken = 0;
                long together = 0;
                double weight = 0;
                double womenWeight = 0;
                double probability = 0;
                for (ProfileText text : TEXTS) {
                    Tokenization read = MODEL.tokenizer().encode(text.text());
                    RoutingTrace routing = MODEL.trace(
                                    List.of(read.ids()), Capture.ROUTING, Progress.none(), new Cancellation())
                            .getFirst()
                            .routing()
                            .get(layer);
                    for (int token = 0; token < routing.tokens(); token++) {
                        boolean takes = takes(routing, token, expert);
                        Token word = read.tokens().get(token);
                        boolean pronoun = text.group().equals("women")
                                && text.text()
                                        .substring(word.start(), word.end())
                                        .equals("she");
                        tokens++;
                        taken += takes ? 1 : 0;
                        women += text.group().equals("women") ? 1 : 0;
                        womenTaken += takes && text.group().equals("women") ? 1 : 0;
                        marked += pronoun ? 1 : 0;
                        markedTaken += pronoun && takes ? 1 : 0;
                        together += takes && takes(routing, token, 6) ? 1 : 0;
                        weight += routing.weight(token, expert);
                        womenWeight += text.group().equals("women") ? routing.weight(token, expert) : 0;
                        probability += routing.probabilities(token)[expert];
                    }
                }
                ExpertProfile profile = profiles.expert(layer, expert);
                assertThat(profiles.tokens()).isEqualTo(tokens);
                assertThat(profile.tokens()).isEqualTo(taken);
                assertThat(profile.load()).isCloseTo((double) taken / (2 * tokens), within(1e-12));
                assertThat(profile.rate()).isCloseTo((double) taken / tokens, within(1e-12));
                assertThat(profile.meanWeight()).isCloseTo(weight / taken, within(1e-9));
                assertThat(profile.meanProbability()).isCloseTo(probability / tokens, within(1e-9));
                GroupShare share = profile.groups().getFirst();
                assertThat(share.share()).isCloseTo((double) womenTaken / women, within(1e-12));
                assertThat(share.meanWeight()).isCloseTo(womenWeight / womenTaken, within(1e-9));
                assertThat(share.markedTokens()).isEqualTo(marked);
                assertThat(share.markedChosen()).isEqualTo(markedTaken);
                assertThat(profiles.layer(layer).orElseThrow().coActivation(expert, 6))
                        .isCloseTo((double) together / taken, within(1e-12));
                assertThat(profile.positions().stream()
                                .mapToDouble(one -> one.share() * one.tokens())
                                .sum())
                        .isCloseTo((double) taken, within(1e-6));
            }
        }
    }

    @Test
    void theExpertOfAWordIsAssociatedWithItsSpansAndShowsIt() {
        ExpertProfile profile = profiles().expert(1, 3);
        assertThat(profile.groups().getFirst().information()).isGreaterThan(0.2);
        assertThat(profile.examples().getFirst().piece()).isEqualTo("she");
        TokenShare she = profile.vocabulary().stream()
                .filter(one -> one.piece().equals("she"))
                .findFirst()
                .orElseThrow();
        assertThat(she.first()).isEqualTo(1);
        assertThat(she.chosen()).isEqualTo(1);
        assertThat(she.occurrences()).isEqualTo(profile.groups().getFirst().markedTokens());
    }

    @Test
    void thePageNamesPartnersAndRole() {
        ExpertProfiles profiles = profiles();
        RoutingStudy study = RoutingStudies.of(
                MODEL, Probes.occupations(), StudySettings.defaults(), Progress.none(), new Cancellation());
        ExpertPage page = ExpertPage.of(profiles, Optional.of(study), 1, 3);
        assertThat(page.profile().expert()).isEqualTo(3);
        assertThat(page.chance()).isEqualTo(2.0 / 8);
        assertThat(page.partners()).isNotEmpty().noneMatch(partner -> partner.expert() == 3);
        assertThat(page.roles()).hasSize(2).allMatch(role -> role.difference().expert() == 3);
        assertThat(page.notes()).contains(RoutingStudy.CAUTION);
        assertThatThrownBy(() -> ExpertPage.of(profiles, Optional.empty(), 5, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("layer 5");
    }

    @Test
    void neutralTextsAreThoseOfTheSwapsEachOnceAndNoOthers() {
        List<ProfileText> neutral = ProfileText.neutral(Probes.occupations(), "neutral", 10_000, 42);
        List<String> all = Expansion.of(Probes.occupations())
                .pairs()
                .filter(CounterfactualPair::control)
                .flatMap(pair -> Stream.of(pair.textA(), pair.textB()))
                .distinct()
                .toList();
        assertThat(neutral).extracting(ProfileText::text).containsExactlyElementsOf(all);
        assertThat(neutral).allMatch(text -> text.group().equals("neutral"));
        assertThat(ProfileText.neutral(Probes.occupations(), "neutral", 7, 42)).hasSize(7);
    }

    @Test
    void fewOccurrencesStateNoAssociation() {
        ProfileSettings strict = new ProfileSettings(42, 500, 1_000_000, List.of(0.4), 0, false);
        ExpertProfile profile = ExpertProfiles.of(MODEL, TEXTS, strict, Progress.none(), new Cancellation())
                .expert(1, 3);
        assertThat(profile.groups()).allMatch(share -> share.information() == null);
        assertThat(profile.vocabulary()).isEmpty();
        assertThat(profile.examples()).isEmpty();
    }

    @Test
    void fewerTextsAreDrawnEvenlyAndSaidSo() {
        ExpertProfiles few = ExpertProfiles.of(
                MODEL, TEXTS, ProfileSettings.defaults().withMostTexts(5), Progress.none(), new Cancellation());
        assertThat(few.texts()).isEqualTo(5);
        assertThat(few.notes()).anyMatch(note -> note.contains("5 of"));
    }

    @Test
    void nothingToReadIsRefusedAndCancellingStops() {
        assertThatThrownBy(() -> ExpertProfiles.of(
                        MODEL, List.of(), ProfileSettings.defaults(), Progress.none(), new Cancellation()))
                .isInstanceOf(BadInputException.class);
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        assertThatThrownBy(
                        () -> ExpertProfiles.of(MODEL, TEXTS, ProfileSettings.defaults(), Progress.none(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
