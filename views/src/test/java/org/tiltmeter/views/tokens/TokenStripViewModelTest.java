package org.tiltmeter.views.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.measure.TokenStrip;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class TokenStripViewModelTest {

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(2, 4);
    private final TokenStripViewModel strip = new TokenStripViewModel(desk.workspace());
    private final CounterfactualPair pair = Desk.pair("The nurse said that ", "he", "she", " was late");

    @Test
    void nothingIsComputedUntilSomeoneLooks() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().selection().pairProperty().set(pair);
        assertThat(desk.waiting()).isZero();
        strip.activeProperty().set(true);
        assertThat(desk.waiting()).isEqualTo(1);
    }

    @Test
    void showsBothTokensOfTheEditAndOneWhereTheyAgree() {
        TokenCells cells = shown();
        assertThat(cells.cells()).hasSize(8);
        TokenCells.Cell edited = cells.cells().get(5);
        assertThat(edited.edited()).isTrue();
        assertThat(edited.upper()).isEqualTo(Optional.of("·he"));
        assertThat(edited.lower()).isEqualTo(Optional.of("·she"));
        TokenCells.Cell later = cells.cells().get(6);
        assertThat(later.edited()).isFalse();
        assertThat(later.upper()).isEqualTo(Optional.of("·was"));
        assertThat(later.lower()).isEmpty();
    }

    @Test
    void numbersAreTheDifferencesOfTheScoresAndSumToThePairs() {
        TokenCells cells = shown();
        TokenStrip scored = TokenStrip.of(model, pair, Progress.none(), new Cancellation());
        double sum = 0;
        for (int i = 0; i < cells.cells().size(); i++) {
            double difference = scored.columns().get(i).difference();
            assertThat(cells.cells().get(i).value()).isEqualTo(difference);
            assertThat(cells.cells().get(i).description()).contains(Numbers.exact(difference));
            sum += difference;
        }
        double a = model.score(
                        java.util.List.of(model.tokenizer().encode(pair.textA()).ids()),
                        Progress.none(),
                        new Cancellation())
                .getFirst()
                .total();
        double b = model.score(
                        java.util.List.of(model.tokenizer().encode(pair.textB()).ids()),
                        Progress.none(),
                        new Cancellation())
                .getFirst()
                .total();
        assertThat(sum).isCloseTo(a - b, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void prefixDoesNotDiffer() {
        assertThat(shown().cells().subList(0, 5)).allMatch(cell -> cell.value() == 0);
    }

    @Test
    void anotherPairReplacesTheStripAndCancelsTheWorkForTheFirst() {
        desk.workspace().modelProperty().set(model);
        strip.activeProperty().set(true);
        desk.workspace().selection().pairProperty().set(pair);
        CounterfactualPair other = Desk.pair("My ", "son", "daughter", " sings");
        desk.workspace().selection().pairProperty().set(other);
        desk.work();
        assertThat(Objects.requireNonNull(strip.tokensProperty().get())
                        .cells()
                        .get(2)
                        .upper())
                .isEqualTo(Optional.of("·son"));
        desk.workspace().modelProperty().set(null);
        assertThat(strip.tokensProperty().get()).isNull();
    }

    @Test
    void rangeIsRoundAndCentred() {
        TokenCells cells = shown();
        assertThat(cells.scale().low()).isEqualTo(-cells.scale().high());
        assertThat(TokenStripViewModel.ceiling(3.21)).isEqualTo(4);
        assertThat(TokenStripViewModel.ceiling(0.3)).isEqualTo(0.3, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(TokenStripViewModel.ceiling(0)).isZero();
    }

    private TokenCells shown() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().selection().pairProperty().set(pair);
        strip.activeProperty().set(true);
        desk.work();
        return Objects.requireNonNull(strip.tokensProperty().get());
    }
}
