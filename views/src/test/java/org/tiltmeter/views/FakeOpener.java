package org.tiltmeter.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tiltmeter.architecture.FoundModels;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.views.model.ModelOpener;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Opens fake models from folders that hold a config.json; a folder whose name contains "broken" fails while loading.
public final class FakeOpener implements ModelOpener {

    private final List<FakeModel> opened = new ArrayList<>();
    private final List<OpenSettings> settings = new ArrayList<>();
    private long freeMemory = 8_000_000_000L;
    private String salt = "";

    /// What has been opened, in order.
    public List<FakeModel> opened() {
        return opened;
    }

    /// From now on this much memory is free.
    public void setFreeMemory(long bytes) {
        freeMemory = bytes;
    }

    /// From now on every folder has another fingerprint, as if its files had changed.
    public void changeFingerprints() {
        salt = ", changed";
    }

    @Override
    public ModelSummary inspect(Path folder) {
        if (TorchFile.is(folder)) {
            return ModelSummary.of(new TorchFile(folder, 1_000, Optional.empty()));
        }
        if (!Files.exists(folder.resolve("config.json"))) {
            throw new BadInputException("The folder " + folder + " has no config.json; choose a model folder.");
        }
        return FakeModel.summary(folder);
    }

    @Override
    public FoundModels search(Path folder, Progress progress, Cancellation cancellation) {
        List<ModelSummary> models = new ArrayList<>();
        List<FoundModels.PassedOver> passedOver = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.exists(entry.resolve("config.json"))) {
                    models.add(inspect(entry));
                } else if (entry.toString().endsWith(".bin")) {
                    passedOver.add(new FoundModels.PassedOver(entry, FoundModels.Reason.PICKLE, ""));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new FoundModels(folder, models, passedOver, true);
    }

    @Override
    public LanguageModel open(Path folder, OpenSettings settings, Progress progress, Cancellation cancellation) {
        if (folder.toString().contains("broken")) {
            throw new BadInputException("model.safetensors in " + folder + " ends too early; fetch it again.");
        }
        FakeModel model = new FakeModel(folder);
        opened.add(model);
        this.settings.add(settings);
        return model;
    }

    @Override
    public ModelOrigin origin(LanguageModel model, Progress progress, Cancellation cancellation) {
        String digest = "digest of " + model.summary().folder().getFileName() + salt;
        return new ModelOrigin(
                new TreeMap<>(Map.of("model.safetensors", digest)),
                RuntimeFacts.here("Tiltmeter test", "fake engine", "CPU", "exact", 1));
    }

    @Override
    public List<OpeningWay> ways(Path folder) {
        long needed = inspect(folder).memoryBytes();
        return List.of(
                new OpeningWay(OpenSettings.EXACT, true, needed, freeMemory),
                new OpeningWay(OpenSettings.FAST, false, needed / 2, freeMemory));
    }

    /// How the models were asked to be opened, in order.
    public List<OpenSettings> settings() {
        return settings;
    }
}
