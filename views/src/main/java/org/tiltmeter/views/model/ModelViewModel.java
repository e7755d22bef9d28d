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
import org.tiltmeter.architecture.FoundModels;
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
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Looks at a model folder, then loads it on the user's word. The model loaded before stays until the next one is
/// ready, and stays for good if loading fails. Owns the loaded model. UI thread.
public final class ModelViewModel {

    /// A model and what its results are recorded with.
    private record Loaded(LanguageModel model, ModelOrigin origin) {}

    /// What a path holds.
    private sealed interface Finding {
        /// A model.
        record One(Candidate candidate) implements Finding {}

        /// A folder of models.
        record Several(FoundModels found) implements Finding {}
    }

    private final Workspace workspace;
    private final ModelOpener opener;
    private final Settings settings;
    private final ReadOnlyObjectWrapper<@Nullable Candidate> candidate = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable FoundModels> found = new ReadOnlyObjectWrapper<>();
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

    /// Looks at a folder, or the folder of a file in it, or at a TorchScript file, and offers it for loading; of a
    /// folder that is no model but holds some, offers the choice.
    public void choose(Path path) {
        inspect(path, offered -> workspace.featureProperty().set("model"));
    }

    /// Looks at a folder and loads it at once if it fits into memory; otherwise, and where opening it runs code that
    /// comes with it, offers it.
    public void chooseAndLoad(Path path) {
        inspect(path, offered -> {
            if (MemoryFit.of(preferred(offered)) == MemoryFit.TOO_LARGE
                    || offered.summary().containsCode()) {
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
                        (progress, cancellation) -> look(placeOf(path), progress, cancellation),
                        outcome -> {
                            if (number == inspection) {
                                inspecting.set(false);
                                offer(outcome, then);
                            }
                        });
    }

    private Finding look(Path place, Progress progress, Cancellation cancellation) {
        try {
            return new Finding.One(candidate(place));
        } catch (BadInputException noModel) {
            if (!Files.isDirectory(place) || Files.exists(place.resolve("config.json"))) {
                throw noModel;
            }
            FoundModels below = opener.search(place, progress, cancellation);
            if (below.models().isEmpty() && below.passedOver().isEmpty()) {
                throw noModel;
            }
            return below.models().size() == 1 && below.passedOver().isEmpty()
                    ? new Finding.One(candidate(below.models().getFirst().folder()))
                    : new Finding.Several(below);
        }
    }

    private Candidate candidate(Path place) {
        return new Candidate(opener.inspect(place), opener.ways(place));
    }

    private static Path placeOf(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (TorchFile.is(absolute)) {
            return absolute;
        }
        Path parent = absolute.getParent();
        return Files.isRegularFile(absolute) && parent != null ? parent : absolute;
    }

    private void offer(Outcome<Finding> outcome, Consumer<Candidate> then) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        if (outcome instanceof Outcome.Done<Finding> done) {
            workspace.messages().clearProblem();
            switch (done.result()) {
                case Finding.One one -> {
                    forgetListWithout(one.candidate().summary().folder());
                    // Before its way, whose words need it.
                    candidate.set(one.candidate());
                    way.set(preferred(one.candidate()));
                    then.accept(one.candidate());
                }
                case Finding.Several several -> {
                    candidate.set(null);
                    found.set(several.found());
                    workspace.featureProperty().set("model");
                }
            }
        }
    }

    /// The list stays as long as the user looks at models of it.
    private void forgetListWithout(Path folder) {
        FoundModels listed = found.get();
        if (listed != null
                && listed.models().stream().noneMatch(model -> model.folder().equals(folder))) {
            found.set(null);
        }
    }

    /// The usual way on the device that the user has set, where the machine has it.
    private OpeningWay preferred(Candidate offered) {
        return settings.device()
                .flatMap(device -> offered.ways().stream()
                        .filter(known -> known.device().equals(device) && known.automatic())
                        .findFirst())
                .orElse(offered.usual());
    }

    /// Puts the offered model away, or where none is offered the list of models.
    public void dismiss() {
        if (candidate.get() == null) {
            found.set(null);
        } else {
            candidate.set(null);
        }
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
                found.set(null);
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

    /// The models of the folder that was looked at, where it holds several, or null.
    public ReadOnlyObjectProperty<@Nullable FoundModels> foundProperty() {
        return found.getReadOnlyProperty();
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
