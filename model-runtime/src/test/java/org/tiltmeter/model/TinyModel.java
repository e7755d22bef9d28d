package org.tiltmeter.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model folder with a few seeded random weights, written by a test.
final class TinyModel {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Random random = new Random(7);

    /// Adds a tensor of random numbers.
    TinyModel tensor(String name, long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= Math.toIntExact(size);
        }
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() * 0.6f;
        }
        return tensor(name, numbers, shape);
    }

    TinyModel tensor(String name, float[] numbers, long... shape) {
        tensors.put(name, Tensor.of(numbers, shape));
        return this;
    }

    /// The numbers of a tensor.
    float[] numbers(String name) {
        return Optional.ofNullable(tensors.get(name)).orElseThrow().floats().clone();
    }

    /// Writes the folder.
    Path write(Path folder, String config) throws IOException {
        Files.createDirectories(folder);
        SafetensorsWriter writer = new SafetensorsWriter();
        tensors.forEach((name, tensor) -> writer.floats(name, tensor.floats(), tensor.shape()));
        writer.write(folder.resolve("model.safetensors"));
        Files.writeString(folder.resolve("config.json"), config);
        return folder;
    }

    static LanguageModel open(Path folder) {
        return LanguageModels.open(folder, new OpenSettings(ComputeType.EXACT, 1), Progress.none(), new Cancellation());
    }
}
