package org.tiltmeter.architecture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.checkpoint.Weights;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// Makes a model folder with random weights from settings alone, of any family that the program opens: what it says is
/// nonsense, but it takes as long and as much memory as a trained model of these sizes.
public final class RandomModel {

    private static final int CANCELLATION_EVERY = 1 << 16;

    private RandomModel() {}

    /// Writes config.json and model.safetensors. Weights are normally distributed around 0 with the standard deviation
    /// that the settings name as `initializer_range` (0.02 otherwise), weights of norms are 1.
    ///
    /// @param settings a config.json
    /// @param folder made where it is missing; must not hold a model yet
    /// @param type float32, float16 or bfloat16
    /// @param seed the same seed makes the same file
    /// @throws BadInputException if the settings are not understood or the folder cannot be used
    public static void write(
            Path settings, Path folder, StoredType type, long seed, Progress progress, Cancellation cancellation) {
        ObjectNode json = JsonFiles.read(settings);
        json.remove("dtype");
        json.put("torch_dtype", type.label());
        Configuration configuration = Configuration.parse(json.toString());
        double spread = configuration.number("initializer_range", 0.02);
        WeightPlan plan = new WeightPlan(type);
        Blueprint.of(new Checkpoint(folder, configuration, Weights.none(), Optional.empty()), Optional.of(plan));
        SafetensorsWriter writer = new SafetensorsWriter();
        long all = plan.all().stream().mapToLong(StoredTensor::count).sum();
        Source source = new Source(seed, spread, all, progress, cancellation);
        for (StoredTensor tensor : plan.all()) {
            boolean norm = tensor.shape().size() == 1 && tensor.name().contains("norm");
            long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            writer.generated(tensor.name(), type, norm ? source::one : source::next, shape);
        }
        try {
            Files.createDirectories(folder);
            Path config = folder.resolve("config.json");
            if (Files.exists(config)) {
                throw new BadInputException(
                        "The folder " + folder + " holds a model already; choose an empty one for --out.");
            }
            writer.write(folder.resolve("model.safetensors"));
            Files.writeString(config, json.toPrettyString() + "\n");
        } catch (IOException failure) {
            throw new BadInputException(
                    "The model cannot be written to " + folder + " (" + failure.getMessage()
                            + "); choose another folder or make room there.",
                    failure);
        }
    }

    /// Random numbers that tell how far they are.
    private static final class Source {

        private final SplittableRandom random;
        private final double spread;
        private final long all;
        private final Progress progress;
        private final Cancellation cancellation;
        private long given;

        private Source(long seed, double spread, long all, Progress progress, Cancellation cancellation) {
            this.random = new SplittableRandom(seed);
            this.spread = spread;
            this.all = all;
            this.progress = progress;
            this.cancellation = cancellation;
        }

        /// @throws CancelledException if someone has asked to stop
        private float next() {
            count();
            return (float) (random.nextGaussian() * spread);
        }

        private float one() {
            count();
            return 1;
        }

        private void count() {
            if (++given % CANCELLATION_EVERY == 0) {
                cancellation.throwIfRequested();
                progress.report(new Progress.Step(Progress.Phase.SAVING, given, all));
            }
        }
    }
}
