package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.model.Attribution;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class RoutingViewModelTest {

    private static final int EXPERTS = 8;

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, EXPERTS);
    private final RoutingViewModel routing = new RoutingViewModel(desk.workspace());
    private final CounterfactualPair pair = Desk.pair("The nurse said that ", "he", "she", " was late again");

    @Test
    void saysWhatIsMissing() {
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.NO_MODEL);
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.DENSE);
        desk.workspace().modelProperty().set(model);
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.NO_PAIR);
    }

    @Test
    void tracesOnlyWhenLookedAtAndOnlyOnce() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().selection().pairProperty().set(pair);
        desk.work();
        assertThat(model.traces()).isZero();
        routing.activeProperty().set(true);
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.BUSY);
        desk.work();
        routing.activeProperty().set(false);
        routing.activeProperty().set(true);
        desk.work();
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.READY);
        assertThat(model.traces()).isEqualTo(1);
    }

    @Test
    void everyCellEqualsTheTracesNumber() {
        open();
        List<Trace> traces = model.trace(
                List.of(
                        model.tokenizer().encode(pair.textA()).ids(),
                        model.tokenizer().encode(pair.textB()).ids()),
                Capture.NOTHING.withExpertNorms(),
                Progress.none(),
                new Cancellation());
        List<Attribution> parts =
                model.attribute(traces.stream().map(Trace::ids).toList(), 1, 2, Progress.none(), new Cancellation());
        Random random = new Random(4);
        for (int sample = 0; sample < 300; sample++) {
            int layer = random.nextInt(3);
            int row = random.nextInt(EXPERTS);
            int column = random.nextInt(cells().columns());
            Quantity quantity = List.of(Quantity.values()).get(random.nextInt(5));
            routing.layerIndexProperty().set(layer);
            routing.quantityProperty().set(quantity);
            double a = number(traces.get(0), parts.get(0), layer, column, row, quantity);
            double b = number(traces.get(1), parts.get(1), layer, column, row, quantity);
            routing.variantProperty().set(Variant.A);
            assertThat(cells().value(row, column)).isEqualTo(Double.valueOf(a));
            routing.variantProperty().set(Variant.B);
            assertThat(cells().value(row, column)).isEqualTo(Double.valueOf(b));
            routing.variantProperty().set(Variant.DIFFERENCE);
            assertThat(cells().value(row, column)).isEqualTo(Double.valueOf(a - b));
        }
    }

    private static double number(
            Trace trace, Attribution attribution, int layer, int token, int expert, Quantity quantity) {
        RoutingTrace routing = trace.routing().get(layer);
        int place = -1;
        for (int i = 0; i < routing.chosen()[token].length; i++) {
            place = routing.chosen()[token][i] == expert ? i : place;
        }
        return switch (quantity) {
            case ROUTER_PROBABILITY -> routing.probabilities(token)[expert];
            case APPLIED_WEIGHT -> routing.weight(token, expert);
            case CHOSEN -> place < 0 ? 0 : 1;
            case OUTPUT_NORM ->
                place < 0 ? Double.NaN : routing.outputNorms().orElseThrow().get(token, place);
            case CONTRIBUTION ->
                place < 0
                        ? 0
                        : attribution
                                .layers()
                                .get(layer)
                                .experts()
                                .orElseThrow()
                                .contributions()
                                .get(token, place);
        };
    }

    @Test
    void sharedExpertsStandApart() {
        open();
        assertThat(cells().rows()).isEqualTo(EXPERTS);
        routing.quantityProperty().set(Quantity.CONTRIBUTION);
        routing.variantProperty().set(Variant.A);
        routing.layerIndexProperty().set(2);
        assertThat(cells().rows()).isEqualTo(EXPERTS + 1);
        assertThat(cells().rowLabel(EXPERTS)).isEqualTo("shared");
        assertThat(cells().value(EXPERTS, 3)).isEqualTo(2.5);
        assertThat(cells().scale().low()).isEqualTo(-cells().scale().high());
        assertThat(routing.definition()).contains("“he”").contains("“she”").contains("Direct effects only");
        routing.rowProperty().set(EXPERTS);
        assertThat(desk.workspace().selection().expertProperty().get()).isEqualTo(-1);
    }

    @Test
    void loadsAreSharesOfTheTextsTokens() {
        open();
        var comparison = Objects.requireNonNull(routing.findingProperty().get()).comparison();
        routing.pictureProperty().set(RoutingPicture.EXPERT_LOAD);
        assertThat(cells().rows()).isEqualTo(3);
        assertThat(cells().columns()).isEqualTo(EXPERTS);
        for (Variant text : List.of(Variant.A, Variant.B)) {
            routing.variantProperty().set(text);
            for (int layer = 0; layer < 3; layer++) {
                RoutingTrace trace = comparison.routing(layer, text);
                double[] counted = new double[EXPERTS];
                for (int[] chosen : trace.chosen()) {
                    for (int expert : chosen) {
                        counted[expert]++;
                    }
                }
                for (int expert = 0; expert < EXPERTS; expert++) {
                    assertThat(cells().value(layer, expert)).isCloseTo(counted[expert] / trace.tokens(), within(1e-12));
                }
                routing.pictureProperty().set(RoutingPicture.LOAD);
                for (int token = 0; token < trace.tokens(); token++) {
                    double mean = (counted[trace.chosen()[token][0]] + counted[trace.chosen()[token][1]])
                            / 2
                            / trace.tokens();
                    assertThat(cells().value(layer, token)).isCloseTo(mean, within(1e-12));
                }
                routing.pictureProperty().set(RoutingPicture.EXPERT_LOAD);
            }
        }
        routing.columnProperty().set(5);
        assertThat(desk.workspace().selection().expertProperty().get()).isEqualTo(5);
        assertThat(desk.workspace().selection().tokenProperty().get()).isEqualTo(-1);
        routing.pictureProperty().set(RoutingPicture.EXPERTS);
        assertThat(routing.columnProperty().get()).isEqualTo(-1);
        assertThat(routing.rowProperty().get()).isEqualTo(5);
    }

    @Test
    void aModelThatCannotBeTakenApartSaysSo() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().selection().pairProperty().set(Desk.pair("She came late", "", " again", ""));
        routing.activeProperty().set(true);
        desk.work();
        routing.quantityProperty().set(Quantity.CONTRIBUTION);
        assertThat(cells().value(0, 0)).isNaN();
        assertThat(routing.definition()).startsWith(Texts.get("routing.noContrast"));
    }

    @Test
    void rangeIsTheSameInEveryLayerAndForBothTexts() {
        open();
        routing.variantProperty().set(Variant.A);
        var first = cells().scale();
        routing.stepLayer(1);
        assertThat(cells().scale()).isEqualTo(first);
        routing.variantProperty().set(Variant.B);
        assertThat(cells().scale()).isEqualTo(first);
        for (int layer = 0; layer < 3; layer++) {
            routing.layerIndexProperty().set(layer);
            for (int row = 0; row < EXPERTS; row++) {
                for (int column = 0; column < cells().columns(); column++) {
                    assertThat(cells().value(row, column)).isBetween(0.0, first.high());
                }
            }
        }
        assertThat(first.quantity()).contains("softmax").contains("before top-k");
    }

    @Test
    void beforeTheEditNothingDiffersAndTheEditIsMarked() {
        open();
        assertThat(cells().marks()).hasSize(1);
        assertThat(cells().marks().getFirst().from()).isEqualTo(5);
        assertThat(cells().columnLabel(5)).isEqualTo("·he | ·she");
        for (int row = 0; row < EXPERTS; row++) {
            for (int column = 0; column < 5; column++) {
                assertThat(cells().value(row, column)).isZero();
            }
        }
    }

    @Test
    void picturesOfAllLayersEqualTheComparison() {
        open();
        var comparison = Objects.requireNonNull(routing.findingProperty().get()).comparison();
        for (Variant text : List.of(Variant.A, Variant.B)) {
            routing.variantProperty().set(text);
            for (int layer = 0; layer < 3; layer++) {
                routing.pictureProperty().set(RoutingPicture.ENTROPY);
                double[] entropies = comparison.entropies(layer, text);
                for (int column = 0; column < entropies.length; column++) {
                    assertThat(cells().value(layer, column)).isEqualTo(entropies[column]);
                }
                routing.pictureProperty().set(RoutingPicture.MARGIN);
                double[] margins = comparison.margins(layer, text);
                for (int column = 0; column < margins.length; column++) {
                    assertThat(cells().value(layer, column)).isEqualTo(margins[column]);
                }
            }
        }
        routing.rowProperty().set(2);
        assertThat(routing.layer()).isEqualTo(2);
        Heatmap figure = (Heatmap) Objects.requireNonNull(routing.heatmap());
        assertThat(figure.rows().size()).isEqualTo(3);
        assertThat(figure.caption().footer())
                .contains(Texts.get("routing.caution"), Texts.get("routing.marginDefinition"));
        routing.pictureProperty().set(RoutingPicture.EXPERTS);
        assertThat(cells().rows()).isEqualTo(EXPERTS);
    }

    @Test
    void expertsCanBeSortedAndTheSelectedOneStaysSelected() {
        open();
        routing.rowProperty().set(6);
        assertThat(desk.workspace().selection().expertProperty().get()).isEqualTo(6);
        routing.orderProperty().set(RoutingOrder.DIFFERENCE);
        assertThat(cells().rowLabel(routing.rowProperty().get())).isEqualTo("6");
        double before = Double.POSITIVE_INFINITY;
        for (int row = 0; row < EXPERTS; row++) {
            double sum = 0;
            for (int column = 5; column < cells().columns(); column++) {
                sum += Math.abs(cells().value(row, column));
            }
            assertThat(sum).isLessThanOrEqualTo(before);
            before = sum;
        }
        routing.orderProperty().set(RoutingOrder.LOAD);
        assertThat(load(0)).isGreaterThanOrEqualTo(load(EXPERTS - 1));
        routing.orderProperty().set(RoutingOrder.INDEX);
        assertThat(routing.rowProperty().get()).isEqualTo(6);
    }

    private long load(int row) {
        long load = 0;
        for (Variant text : List.of(Variant.A, Variant.B)) {
            routing.variantProperty().set(text);
            for (int column = 0; column < cells().columns(); column++) {
                load += cells().isRinged(row, column) ? 1 : 0;
            }
        }
        return load;
    }

    @Test
    void layerIsSharedWithOtherFeaturesAndStopsAtTheEnds() {
        open();
        routing.stepLayer(5);
        assertThat(routing.layer()).isEqualTo(2);
        assertThat(desk.workspace().selection().layerProperty().get()).isEqualTo(2);
        desk.workspace().selection().layerProperty().set(1);
        assertThat(routing.layerIndexProperty().get()).isEqualTo(1);
        routing.stepLayer(-5);
        assertThat(routing.layer()).isZero();
    }

    @Test
    void figuresCarryTheCautionAndTheTexts() {
        open();
        Heatmap heatmap = (Heatmap) Objects.requireNonNull(routing.heatmap());
        LineChart chart =
                (LineChart) Objects.requireNonNull(routing.divergencesProperty().get());
        assertThat(heatmap.caption().footer())
                .contains(Texts.get("routing.caution"))
                .anyMatch(line -> line.contains(pair.textA()) && line.contains(pair.textB()));
        assertThat(chart.caption().footer()).contains(Texts.get("routing.caution"), Texts.get("routing.noControl"));
        assertThat(chart.places()).containsExactly(0, 1, 2);
        assertThat(heatmap.values().get(3, 6)).isEqualTo((float) cells().value(3, 6));
        assertThat(routing.sentence()).contains("bits");
    }

    @Test
    void cancellingKeepsTheScreenUsable() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().selection().pairProperty().set(pair);
        routing.activeProperty().set(true);
        routing.cancel();
        desk.work();
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.STOPPED);
        routing.retry();
        desk.work();
        assertThat(routing.stateProperty().get()).isEqualTo(RoutingState.READY);
    }

    @Test
    void rangesAreRoundedUpToTwoDigits() {
        assertThat(RoutingRanges.roundedUp(0.4312)).isEqualTo(0.44, within(1e-12));
        assertThat(RoutingRanges.roundedUp(0.5)).isEqualTo(0.5, within(1e-12));
        assertThat(RoutingRanges.roundedUp(0.00123)).isEqualTo(0.0013, within(1e-12));
    }

    private HeatmapCells cells() {
        return Objects.requireNonNull(routing.cellsProperty().get());
    }

    private void open() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().selection().pairProperty().set(pair);
        routing.activeProperty().set(true);
        desk.work();
    }
}
