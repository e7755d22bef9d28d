package org.tiltmeter.views.routing;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.routing.RoutingComparison;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.views.figures.HeatmapCells;
import org.tiltmeter.views.figures.HeatmapView;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Measures how long a frame takes while someone goes through the layers of a large model's
/// routing: made-up routing of
/// two texts, 94 layers, 128 experts, 4,096 tokens. A frame is everything from the choice of a
/// layer to the finished
/// pixels: cells, layout, drawing and rendering in software. Run with `-Dprism.order=sw`.
public final class ScrubbingBenchmark {

    private static final int LAYERS = 94;
    private static final int EXPERTS = 128;
    private static final int CHOSEN = 8;
    private static final int TOKENS = 4_096;
    private static final int WARM_UP = 94;
    private static final int FRAMES = 282;

    private ScrubbingBenchmark() {}

    /// Prints a line for each way of looking.
    public static void main(String[] arguments) throws InterruptedException {
        RoutingFinding finding = finding();
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                ScreenPictures.dress(false);
                measureAll(finding);
            } finally {
                done.countDown();
            }
        });
        done.await();
        Platform.exit();
    }

    private static RoutingFinding finding() {
        SplittableRandom random = new SplittableRandom(7);
        List<Tokenization.Token> tokens = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int token = 0; token < TOKENS; token++) {
            String word = " w" + random.nextInt(9_999);
            tokens.add(new Tokenization.Token(token, word, text.length(), text.length() + word.length(), false));
            text.append(word);
        }
        Tokenization a = new Tokenization(text.toString(), tokens);
        List<Tokenization.Token> others = new ArrayList<>(tokens);
        Tokenization.Token edited = tokens.get(20);
        others.set(20, new Tokenization.Token(TOKENS, edited.piece(), edited.start(), edited.end(), false));
        Tokenization b = new Tokenization(text.toString(), others);
        RoutingComparison comparison = RoutingComparison.of(a, trace(a.ids(), random), b, trace(b.ids(), random));
        long start = System.nanoTime();
        RoutingRanges ranges = RoutingRanges.of(comparison, Progress.none(), new Cancellation());
        System.out.printf(
                Locale.ROOT, "colour ranges and order of all layers: %.1f s%n", (System.nanoTime() - start) / 1e9);
        return new RoutingFinding(Desk.pair("", "w1", "w2", ""), comparison, ranges, Optional.empty(), "", List.of());
    }

    private static Trace trace(int[] ids, SplittableRandom random) {
        List<RoutingTrace> routing = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            float[] logits = new float[TOKENS * EXPERTS];
            int[][] chosen = new int[TOKENS][CHOSEN];
            float[] weights = new float[TOKENS * CHOSEN];
            for (int token = 0; token < TOKENS; token++) {
                for (int expert = 0; expert < EXPERTS; expert++) {
                    logits[token * EXPERTS + expert] = (float) random.nextDouble(-2, 2);
                }
                int first = random.nextInt(EXPERTS);
                for (int i = 0; i < CHOSEN; i++) {
                    chosen[token][i] = (first + 13 * i) % EXPERTS;
                    logits[token * EXPERTS + chosen[token][i]] += 4;
                    weights[token * CHOSEN + i] = 1f / CHOSEN;
                }
            }
            routing.add(new RoutingTrace(
                    layer, new Matrix(TOKENS, EXPERTS, logits), chosen, new Matrix(TOKENS, CHOSEN, weights)));
        }
        return new Trace(ids, Optional.empty(), List.of(), routing);
    }

    private static void measureAll(RoutingFinding finding) {
        for (double zoom : new double[] {1, 0.1}) {
            String size = zoom == 1 ? "usual columns" : "narrowest columns";
            for (Variant variant : List.of(Variant.A, Variant.DIFFERENCE)) {
                measure("experts x tokens, " + variant + ", " + size, zoom, layer -> experts(finding, layer, variant));
            }
            measure(
                    "layers x tokens, entropy, another stretch of text each frame, " + size,
                    zoom,
                    layer -> new LayerCells(
                            finding, RoutingPicture.ENTROPY, Variant.A, experts(finding, layer, Variant.A)));
        }
    }

    private static RoutingCells experts(RoutingFinding finding, int layer, Variant variant) {
        int[] order = finding.ranges().order(RoutingOrder.DIFFERENCE, Quantity.ROUTER_PROBABILITY, layer);
        return new RoutingCells(finding, layer, Quantity.ROUTER_PROBABILITY, variant, order);
    }

    private static void measure(String what, double zoom, IntFunction<HeatmapCells> cellsOf) {
        HeatmapView view = new HeatmapView();
        view.zoomProperty().set(zoom);
        StackPane root = new StackPane(view);
        Scene scene = new Scene(root, 900, 700);
        WritableImage picture = new WritableImage(900, 700);
        double[] frames = new double[FRAMES];
        double[] drawing = new double[FRAMES];
        double[] busy = new double[FRAMES];
        for (int frame = -WARM_UP; frame < FRAMES; frame++) {
            int layer = Math.floorMod(frame, LAYERS);
            long busyBefore = processorTime();
            long start = System.nanoTime();
            view.cellsProperty().set(cellsOf.apply(layer));
            view.selectedColumnProperty().set(Math.floorMod(frame * 37, TOKENS));
            root.applyCss();
            root.layout();
            long drawn = System.nanoTime();
            scene.snapshot(picture);
            if (frame >= 0) {
                drawing[frame] = (drawn - start) / 1e6;
                busy[frame] = (processorTime() - busyBefore) / 1e6;
                frames[frame] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(frames);
        Arrays.sort(drawing);
        Arrays.sort(busy);
        System.out.printf(
                Locale.ROOT,
                "%-76s median %5.1f ms, 99 %% %5.1f ms, worst %5.1f ms; "
                        + "before rendering: median %5.1f ms; processor time: median %5.1f ms, worst %5.1f ms%n",
                what,
                frames[FRAMES / 2],
                frames[FRAMES * 99 / 100],
                frames[FRAMES - 1],
                drawing[FRAMES / 2],
                busy[FRAMES / 2],
                busy[FRAMES - 1]);
    }

    /// Of all threads: what a frame costs on a machine that is busy with other work.
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
