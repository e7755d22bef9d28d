package org.tiltmeter.views.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.settings.Settings;

/// Looks at a model folder, then loads it on the user's word. The model loaded before stays until the next one is
/// ready, and stays for good if loading fails. Owns the loaded model. UI thread.
public final class ModelViewModel {

    /// A model and what its results are recorded with.
    private record Loaded(LanguageModel model, ModelOrigin origin) {}

    private final Workspace workspace;
    private final ModelOpener opener;
    private final Settings settings;
    private final ReadOnlyObjectWrapper<@Nullable Candidate> candidate = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable OpeningWay> way = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper inspecting = new ReadOnlyBooleanWrapper();
    private @Nullable Job load;
    private int inspection;

    public ModelViewModel(Workspace workspace, ModelOpener opener, Settings settings) {
        this.workspace = workspace;
        this.opener = opener;
        this.settings = settings;
    }

    /// Looks at a folder, or the folder of a file in it, or at a TorchScript file, and offers it for loading.
    public void choose(Path path) {
        inspect(path, found -> workspace.featureProperty().set("model"));
    }

    /// Looks at a folder and loads it at once if it fits into memory; otherwise, and where opening it runs code that
    /// comes with it, offers it.
    public void chooseAndLoad(Path path) {
        inspect(path, found -> {
            if (MemoryFit.of(preferred(found)) == MemoryFit.TOO_LARGE
                    || found.summary().containsCode()) {
                workspace.featureProperty().set("model");
            } else {
                load();
            }
        });
    }

    private void inspect(Path path, Consumer<Candidate> then) {
        inspecting.set(true);
        int number = ++inspection;
        workspace
                .fileJobs()
                .submit(
                        "job.inspecting",
                        (progress, cancellation) -> {
                            Path folder = placeOf(path);
                            return new Candidate(opener.inspect(folder), opener.ways(folder));
                        },
                        outcome -> {
                            if (number == inspection) {
                                inspecting.set(false);
                                offer(outcome, then);
                            }
                        });
    }

    private static Path placeOf(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (TorchFile.is(absolute)) {
            return absolute;
        }
        Path parent = absolute.getParent();
        return Files.isRegularFile(absolute) && parent != null ? parent : absolute;
    }

    private void offer(Outcome<Candidate> outcome, Consumer<Candidate> then) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        if (outcome instanceof Outcome.Done<Candidate> done) {
            workspace.messages().clearProblem();
            way.set(preferred(done.result()));
            candidate.set(done.result());
            then.accept(done.result());
        }
    }

    /// The usual way on the device that the user has set, where the machine has it.
    private OpeningWay preferred(Candidate found) {
        return settings.device()
                .flatMap(device -> found.ways().stream()
                        .filter(offered -> offered.device().equals(device) && offered.automatic())
                        .findFirst())
                .orElse(found.usual());
    }

    /// Puts the offered model away.
    public void dismiss() {
        candidate.set(null);
    }

    /// Loads the offered model.
    public void load() {
        Candidate offered = candidate.get();
        if (offered == null || loading.get()) {
            return;
        }
        OpeningWay taken = Optional.ofNullable(way.get()).orElse(offered.usual());
        OpenSettings chosen =
                new OpenSettings(taken.compute(), settings.threadsProperty().get(), taken.device());
        Path folder = offered.summary().folder();
        loading.set(true);
        load = workspace
                .modelJobs()
                .submit(
                        "job.loading",
                        java.util.List.of(offered.summary().name()),
                        (progress, cancellation) -> {
                            LanguageModel model = opener.open(folder, chosen, progress, cancellation);
                            try {
                                return new Loaded(model, opener.origin(model, progress, cancellation));
                            } catch (RuntimeException failed) {
                                model.close();
                                throw failed;
                            }
                        },
                        outcome -> loaded(folder, outcome));
    }

    private void loaded(Path folder, Outcome<Loaded> outcome) {
        loading.set(false);
        load = null;
        switch (outcome) {
            case Outcome.Done<Loaded> done -> {
                LanguageModel before = workspace.modelProperty().get();
                workspace.selection().layerProperty().set(0);
                workspace.originProperty().set(done.result().origin());
                workspace.modelProperty().set(done.result().model());
                candidate.set(null);
                settings.rememberModel(folder);
                close(before);
            }
            case Outcome.Failed<Loaded> failed -> workspace.messages().report(Problem.of(failed.cause()));
            case Outcome.Cancelled<Loaded> ignored ->
                workspace.messages().tell(Notice.of(Notice.Kind.INFORMATION, "model.loadingCancelled"));
        }
    }

    /// Asks loading to stop.
    public void cancelLoading() {
        Optional.ofNullable(load).ifPresent(Job::cancel);
    }

    /// Gives the loaded model back, after the work that uses it. Call when the window closes.
    public void close() {
        LanguageModel model = workspace.modelProperty().get();
        workspace.modelProperty().set(null);
        close(model);
    }

    private void close(@Nullable LanguageModel model) {
        if (model != null) {
            workspace
                    .modelJobs()
                    .submit(
                            "job.closingModel",
                            (progress, cancellation) -> {
                                model.close();
                                return true;
                            },
                            outcome -> Problem.of(outcome).ifPresent(workspace.messages()::report));
        }
    }

    /// The model that is offered for loading, or null.
    public ReadOnlyObjectProperty<@Nullable Candidate> candidateProperty() {
        return candidate.getReadOnlyProperty();
    }

    /// How the offered model will be opened; one of its ways.
    public ObjectProperty<@Nullable OpeningWay> wayProperty() {
        return way;
    }

    /// Whether a model is being loaded.
    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /// Whether a folder is being looked at.
    public ReadOnlyBooleanProperty inspectingProperty() {
        return inspecting.getReadOnlyProperty();
    }

    /// The loaded model, or null.
    public ObjectProperty<@Nullable LanguageModel> modelProperty() {
        return workspace.modelProperty();
    }

    /// Model folders opened lately.
    public ObservableList<Path> recent() {
        return settings.recentModels();
    }

    /// What the loaded model computes on and in which type, in words; empty without a model.
    public String device() {
        return Optional.ofNullable(workspace.modelProperty().get())
                .map(ModelWords::runsOn)
                .orElse("");
    }
}
