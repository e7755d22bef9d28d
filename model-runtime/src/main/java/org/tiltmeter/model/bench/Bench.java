package org.tiltmeter.model.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.MatrixWork;
import org.tiltmeter.architecture.MemoryEstimate;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.EngineFacts;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.Trace;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.FreeMemory;
import org.tiltmeter.work.ProcessMemory;
import org.tiltmeter.work.Progress;

/// Measures one model on this machine: how long it takes to open, passes with and without capture, generation,
/// memory. Numbers of a machine that has other work are worth little; the spread shows it.
///
/// Start of the engine and opening are measured as they happen, so a process that has used the engine before
/// measures the first as nothing. For one thread at a time.
public final class Bench {

    private static final double NANOS = 1e9;
    private static final int PROMPT = 16;
    private static final int WARM_UP = 5;
    private static final double SETTLING_SECONDS = 3;

    private final Path place;
    private final BenchSettings settings;
    private final Progress progress;
    private final Cancellation cancellation;
    private final Random random;
    private long peak;
    private long done;

    private Bench(Path place, BenchSettings settings, Progress progress, Cancellation cancellation) {
        this.place = place;
        this.settings = settings;
        this.progress = progress;
        this.cancellation = cancellation;
        this.random = new Random(settings.seed());
    }

    /// Measures a model.
    ///
    /// @param place the folder, or any file in it; no tokenizer is needed
    /// @throws BadInputException if the model cannot be opened, or a shape is longer than its context
    public static BenchReport run(Path place, BenchSettings settings, Progress progress, Cancellation cancellation) {
        return new Bench(place, settings, progress, cancellation).run();
    }

    /// What a pass is asked for.
    private enum Asked {
        ALL,
        LOGITS,
        SCORES
    }

    private BenchReport run() {
        Blueprint blueprint = Blueprint.of(Checkpoint.read(place, progress, cancellation));
        for (BenchShape shape : settings.shapes()) {
            if (shape.tokens() > blueprint.sizes().context()) {
                throw new BadInputException("A text of %d tokens is longer than the %d that the model takes; measure"
                                .formatted(shape.tokens(), blueprint.sizes().context())
                        + " shorter ones with --tokens.");
            }
        }
        MatrixWork work = MatrixWork.of(blueprint);
        long free = FreeMemory.bytes();
        long started = System.nanoTime();
        EngineFacts engine = EngineFacts.ofThisProcess();
        double engineSeconds = since(started);
        long engineBytes = ProcessMemory.resident();
        ProcessMemory.forgetPeak();
        long opening = System.nanoTime();
        try (LanguageModel model = LanguageModels.open(place, settings.open(), progress, cancellation)) {
            double loadSeconds = since(opening);
            long first = System.nanoTime();
            int[] prompt = ids(blueprint, Math.min(PROMPT, blueprint.sizes().context() - 1));
            boolean continues = model.summary().kind() != ModelKind.MASKED;
            if (continues) {
                model.generate(prompt, GenerationSettings.greedy(1), Progress.none(), cancellation);
            } else {
                model.trace(List.of(prompt), new Capture(true, false, false), Progress.none(), cancellation);
            }
            BenchReport.Opening times =
                    new BenchReport.Opening(engineSeconds, loadSeconds, since(first), since(opening));
            long openedBytes = ProcessMemory.resident();
            notePeak();
            List<BenchReport.PassTime> passes = new ArrayList<>();
            progress.report(new Progress.Step(Progress.Phase.MEASURING, 0, total()));
            settle(model, blueprint);
            for (BenchShape shape : settings.shapes()) {
                for (Asked asked : Asked.values()) {
                    passes.add(measure(model, blueprint, work, shape, asked));
                }
            }
            Optional<BenchReport.GenerationTime> generation = continues ? generate(model, prompt) : Optional.empty();
            notePeak();
            List<BenchReport.MatrixRate> matrices = MatrixRates.measure(cancellation);
            return report(
                    model,
                    engine,
                    times,
                    withShares(passes, matrices, model),
                    generation,
                    matrices,
                    memory(estimate(blueprint, model), engineBytes, openedBytes, free));
        }
    }

    /// What the program would have said for these shapes.
    private long estimate(Blueprint blueprint, LanguageModel model) {
        long tokens =
                settings.shapes().stream().mapToLong(BenchShape::total).max().orElse(1);
        boolean asStored = model.computeType() == ComputeType.FAST;
        return MemoryEstimate.of(blueprint, asStored, Math.min(tokens, MemoryEstimate.TOKENS_AT_ONCE))
                .total();
    }

    private BenchReport.Memory memory(long estimated, long engineBytes, long openedBytes, long free) {
        return new BenchReport.Memory(
                ProcessMemory.isWhole(), engineBytes, openedBytes, peak, estimated, (double) estimated / peak, free);
    }

    private BenchReport report(
            LanguageModel model,
            EngineFacts engine,
            BenchReport.Opening opening,
            List<BenchReport.PassTime> passes,
            Optional<BenchReport.GenerationTime> generation,
            List<BenchReport.MatrixRate> matrices,
            BenchReport.Memory memory) {
        ModelSummary summary = model.summary();
        return new BenchReport(
                summary.name(),
                summary.family(),
                summary.parameters(),
                summary.storedType(),
                summary.weightBytes(),
                model.computeType().name().toLowerCase(Locale.ROOT),
                engine.name() + " " + engine.version(),
                model.device().label(),
                EngineFacts.ofThisProcess().threads(),
                settings.seed(),
                opening,
                passes,
                generation,
                matrices,
                memory);
    }

    /// Runs passes that are not measured: in its first seconds a process computes more slowly than it does later.
    private void settle(LanguageModel model, Blueprint blueprint) {
        BenchShape shape = settings.shapes().getFirst();
        long begun = System.nanoTime();
        while (since(begun) < SETTLING_SECONDS) {
            ask(model, texts(blueprint, shape), Asked.ALL).forEach(Trace::release);
        }
    }

    private List<int[]> texts(Blueprint blueprint, BenchShape shape) {
        List<int[]> texts = new ArrayList<>();
        for (int row = 0; row < shape.texts(); row++) {
            texts.add(ids(blueprint, shape.tokens()));
        }
        return texts;
    }

    private BenchReport.PassTime measure(
            LanguageModel model, Blueprint blueprint, MatrixWork work, BenchShape shape, Asked asked) {
        notePeak();
        ProcessMemory.forgetPeak();
        double[] seconds = new double[settings.repetitions()];
        for (int i = -WARM_UP; i < seconds.length; i++) {
            List<int[]> texts = texts(blueprint, shape);
            long started = System.nanoTime();
            List<Trace> traces = ask(model, texts, asked);
            if (i >= 0) {
                seconds[i] = since(started);
            }
            traces.forEach(Trace::release);
            progress.report(new Progress.Step(Progress.Phase.MEASURING, ++done, total()));
        }
        long own = ProcessMemory.peak();
        notePeak();
        Spread spread = Spread.of(seconds);
        return new BenchReport.PassTime(
                shape.toString(),
                asked.name().toLowerCase(Locale.ROOT),
                spread,
                shape.total() / spread.median(),
                work.of(shape.texts(), shape.tokens()) / spread.median() / NANOS,
                0,
                own);
    }

    private List<Trace> ask(LanguageModel model, List<int[]> texts, Asked asked) {
        return switch (asked) {
            case ALL -> model.trace(texts, Capture.ALL, Progress.none(), cancellation);
            case LOGITS -> model.trace(texts, new Capture(true, false, false), Progress.none(), cancellation);
            case SCORES -> {
                model.score(texts, Progress.none(), cancellation);
                yield List.of();
            }
        };
    }

    private long total() {
        return (long) settings.shapes().size() * Asked.values().length * (settings.repetitions() + WARM_UP);
    }

    private static List<BenchReport.PassTime> withShares(
            List<BenchReport.PassTime> passes, List<BenchReport.MatrixRate> matrices, LanguageModel model) {
        boolean half = model.computeType() == ComputeType.FAST
                && model.summary().storedType().equals("bfloat16");
        double best = matrices.stream()
                .filter(rate -> rate.type().equals(half ? "bfloat16" : "float32"))
                .mapToDouble(BenchReport.MatrixRate::gigaflops)
                .findFirst()
                .orElse(Double.NaN);
        return passes.stream()
                .map(pass -> new BenchReport.PassTime(
                        pass.shape(),
                        pass.capture(),
                        pass.seconds(),
                        pass.tokensPerSecond(),
                        pass.gigaflops(),
                        pass.gigaflops() / best,
                        pass.peakBytes()))
                .toList();
    }

    /// Times the tokens one by one, by the steps that the model reports.
    private Optional<BenchReport.GenerationTime> generate(LanguageModel model, int[] prompt) {
        List<Long> moments = new ArrayList<>();
        model.generate(
                prompt,
                new GenerationSettings(settings.generated(), false, 1, settings.seed()),
                step -> moments.add(System.nanoTime()),
                cancellation);
        if (moments.size() < 2) {
            return Optional.empty();
        }
        double[] seconds = new double[moments.size() - 1];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = (moments.get(i + 1) - moments.get(i)) / NANOS;
        }
        double all = Arrays.stream(seconds).sum();
        return Optional.of(new BenchReport.GenerationTime(
                prompt.length, moments.size(), seconds.length / all, Spread.of(seconds)));
    }

    private int[] ids(Blueprint blueprint, int tokens) {
        return random.ints(tokens, 0, blueprint.sizes().vocabulary()).toArray();
    }

    private void notePeak() {
        peak = Math.max(peak, ProcessMemory.peak());
    }

    private static double since(long started) {
        return (System.nanoTime() - started) / NANOS;
    }
}
