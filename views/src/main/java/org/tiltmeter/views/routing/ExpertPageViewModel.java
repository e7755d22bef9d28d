package org.tiltmeter.views.routing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.ExpertPageTable;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertProfile;
import org.tiltmeter.routing.ExpertProfiles;
import org.tiltmeter.routing.ExpertWeights;
import org.tiltmeter.routing.LayerProfile;
import org.tiltmeter.routing.ProfileSettings;
import org.tiltmeter.routing.ProfileText;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.TextLines;

/// One expert: what it takes, with whom, and its role in the study. All experts are profiled at once, as a job; then
/// the page of the selected one is shown. UI thread.
public final class ExpertPageViewModel {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final ReadOnlyObjectProperty<@Nullable RoutingStudy> study;
    private final ProfileSettings settings;
    private final ReadOnlyObjectWrapper<StudyState> state = new ReadOnlyObjectWrapper<>(StudyState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable ExpertPage> page = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ExpertWeights> weights = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<String> weightsNote = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable Profiled profiled;
    private @Nullable LanguageModel asked;
    private @Nullable Job job;
    private @Nullable Job weighing;

    /// What was profiled.
    private record Profiled(LanguageModel model, ProbeSet probes, List<Path> files, ExpertProfiles profiles) {}

    /// @param workspace whose model, probe set and selection are followed
    /// @param study of the probe set, or null while there is none
    ExpertPageViewModel(Workspace workspace, ReadOnlyObjectProperty<@Nullable RoutingStudy> study) {
        this(workspace, study, ProfileSettings.defaults());
    }

    /// @param settings all but the seed, which is the workspace's
    ExpertPageViewModel(
            Workspace workspace, ReadOnlyObjectProperty<@Nullable RoutingStudy> study, ProfileSettings settings) {
        this.workspace = workspace;
        this.study = study;
        this.settings = settings;
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.probesProperty().subscribe(ignored -> follow());
        workspace.selection().layerProperty().subscribe(ignored -> turn());
        workspace.selection().expertProperty().subscribe(ignored -> turn());
        study.subscribe(ignored -> turn());
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The page of the selected expert, or null.
    public ReadOnlyObjectProperty<@Nullable ExpertPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /// The sizes of the shown expert's weights, or null while they are read or cannot be.
    public ReadOnlyObjectProperty<@Nullable ExpertWeights> weightsProperty() {
        return weights.getReadOnlyProperty();
    }

    /// Why there are no sizes of weights; empty where they are known or being read.
    public ReadOnlyObjectProperty<String> weightsNoteProperty() {
        return weightsNote.getReadOnlyProperty();
    }

    /// How far profiling is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Absolute indices of the layers that have experts; empty while nothing is known.
    public List<Integer> layers() {
        return profiled == null
                ? List.of()
                : profiled.profiles().layers().stream().map(LayerProfile::layer).toList();
    }

    /// Number of experts in a layer; 0 where it has none.
    public int experts(int layer) {
        return profile(layer).map(one -> one.experts().size()).orElse(0);
    }

    private Optional<LayerProfile> profile(int layer) {
        return profiled == null ? Optional.empty() : profiled.profiles().layer(layer);
    }

    /// Shows another expert, here and everywhere.
    public void choose(int layer, int expert) {
        if (experts(layer) > 0) {
            workspace.selection().layerProperty().set(layer);
            workspace.selection().expertProperty().set(Math.clamp(expert, 0, experts(layer) - 1));
        }
    }

    /// Place of the expert in its layer by importance, from 1; empty where that was not measured.
    public Optional<Integer> importanceRank() {
        ExpertPage shown = page.get();
        Double own = shown == null ? null : shown.profile().importance();
        if (shown == null || own == null) {
            return Optional.empty();
        }
        return profile(shown.profile().layer())
                .map(layer -> 1
                        + (int) layer.experts().stream()
                                .map(ExpertProfile::importance)
                                .filter(other -> other != null && other > own)
                                .count());
    }

    /// What the numbers are of: texts, groups, what was left out; whether it is the present probe set.
    public String notes() {
        if (profiled == null) {
            return "";
        }
        ExpertProfiles known = profiled.profiles();
        String texts = Texts.get(
                "routing.pageTexts",
                Integer.toString(known.texts()),
                Long.toString(known.tokens()),
                String.join(", ", known.groups()));
        String outdated = workspace.probesProperty().get().equals(profiled.probes())
                ? ""
                : Texts.get("routing.pageOutdated", profiled.probes().name()) + " ";
        return outdated + texts + " " + String.join(" ", known.notes());
    }

    /// The expert's role in every comparison of the study, as a figure; null without a study.
    public @Nullable Figure roles() {
        ExpertPage shown = page.get();
        RoutingStudy known = study.get();
        return shown == null || known == null || shown.roles().isEmpty()
                ? null
                : PageFigures.roles(shown, known, Provenance.line(workspace));
    }

    /// How often it is chosen in each group's texts, as a figure.
    public @Nullable Figure groups() {
        ExpertPage shown = page.get();
        return shown == null || profiled == null
                ? null
                : PageFigures.groups(shown, profiled.profiles(), Provenance.line(workspace));
    }

    /// How often all experts of its layer are chosen together, as a figure.
    public @Nullable Figure together() {
        ExpertPage shown = page.get();
        return shown == null || profiled == null
                ? null
                : PageFigures.together(
                        profile(shown.profile().layer()).orElseThrow(),
                        profiled.profiles(),
                        Provenance.line(workspace));
    }

    /// All numbers of the page as a table; null without a page.
    public @Nullable Table table() {
        ExpertPage shown = page.get();
        return shown == null ? null : ExpertPageTable.of(shown, Optional.ofNullable(weights.get()));
    }

    /// How exported files are called.
    public String fileName(String what) {
        ExpertPage shown = page.get();
        return Provenance.fileName(
                workspace,
                shown == null
                        ? what
                        : what + "-" + shown.profile().layer() + "-"
                                + shown.profile().expert());
    }

    /// Profiles all experts over the texts of the probe set, its neutral swaps, and the files that were added.
    public void run() {
        start(profiled == null ? List.of() : profiled.files());
    }

    /// Profiles the experts if that has not been done; what the way to a page calls.
    public void open() {
        if (state.get() == StudyState.OPEN) {
            run();
        }
    }

    /// Adds the texts of a file, one a line, and profiles again.
    public void addTexts(Path file) {
        List<Path> files = new ArrayList<>(profiled == null ? List.of() : profiled.files());
        files.remove(file);
        files.add(file);
        start(files);
    }

    private void start(List<Path> files) {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || state.get() == StudyState.BUSY) {
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        ProfileSettings wanted = settings.withSeed(workspace.seedProperty().get());
        List<Path> own = List.copyOf(files);
        String neutral = Texts.get("routing.pageNeutral");
        asked = model;
        state.set(StudyState.BUSY);
        Job started = workspace
                .modelJobs()
                .<Profiled>submit(
                        "routing.profiling",
                        (steps, cancellation) -> new Profiled(
                                model,
                                probes,
                                own,
                                ExpertProfiles.of(
                                        model, texts(probes, own, neutral, wanted), wanted, steps, cancellation)),
                        this::show);
        job = started;
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
    }

    private static List<ProfileText> texts(
            ProbeSet probes, List<Path> files, String neutral, ProfileSettings settings) {
        List<ProfileText> texts = new ArrayList<>();
        if (!probes.templates().isEmpty()) {
            texts.addAll(ProfileText.of(probes, settings.mostTexts() / 2, settings.seed()));
            texts.addAll(ProfileText.neutral(probes, neutral, settings.mostTexts() / 4, settings.seed()));
        }
        for (Path file : files) {
            String group = String.valueOf(file.getFileName());
            TextLines.read(file).forEach(text -> texts.add(new ProfileText(text, group)));
        }
        return texts;
    }

    /// Asks profiling to stop.
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void show(Outcome<Profiled> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        job = null;
        if (outcome instanceof Outcome.Done<Profiled> done
                && done.result().model() == workspace.modelProperty().get()) {
            profiled = done.result();
        }
        state.set(StudyState.OPEN);
        follow();
    }

    private void follow() {
        LanguageModel model = workspace.modelProperty().get();
        if (profiled != null && profiled.model() != model) {
            profiled = null;
        }
        if (state.get() == StudyState.BUSY) {
            if (model != asked) {
                cancel();
            }
            return;
        }
        if (model == null) {
            state.set(StudyState.NO_MODEL);
        } else if (model.summary().experts().isEmpty()) {
            state.set(StudyState.DENSE);
        } else if (profiled != null) {
            state.set(StudyState.READY);
        } else {
            state.set(workspace.probesProperty().get().templates().isEmpty() ? StudyState.NO_PROBES : StudyState.OPEN);
        }
        turn();
    }

    /// Turns to the page of the selected expert; where none is selected, to the most important one.
    private void turn() {
        Profiled known = profiled;
        if (known == null || state.get() != StudyState.READY) {
            page.set(null);
            return;
        }
        int layer = workspace.selection().layerProperty().get();
        int expert = workspace.selection().expertProperty().get();
        if (expert < 0 || expert >= experts(layer)) {
            ExpertProfile first = first(known.profiles());
            layer = first.layer();
            expert = first.expert();
        }
        ExpertPage before = page.get();
        boolean same =
                before != null && before.profile().equals(known.profiles().expert(layer, expert));
        page.set(ExpertPage.of(known.profiles(), Optional.ofNullable(study.get()), layer, expert));
        if (!same) {
            weigh(known.model(), layer, expert);
        }
    }

    private static ExpertProfile first(ExpertProfiles profiles) {
        return profiles.all().stream()
                .max(Comparator.comparingDouble((ExpertProfile one) -> importance(one))
                        .thenComparingDouble(ExpertProfile::rate))
                .orElseThrow();
    }

    private static double importance(ExpertProfile one) {
        Double known = one.importance();
        return known == null ? 0 : known;
    }

    private void weigh(LanguageModel model, int layer, int expert) {
        if (weighing != null) {
            weighing.cancel();
        }
        weights.set(null);
        weightsNote.set("");
        weighing = workspace
                .fileJobs()
                .<ExpertWeights>submit(
                        "routing.weighing",
                        (steps, cancellation) -> ExpertWeights.of(model.summary(), layer, expert, cancellation),
                        outcome -> {
                            if (isShown(layer, expert)) {
                                Problem.of(outcome).ifPresent(problem -> weightsNote.set(problem.text()));
                                if (outcome instanceof Outcome.Done<ExpertWeights> done) {
                                    weights.set(done.result());
                                }
                            }
                        });
    }

    private boolean isShown(int layer, int expert) {
        ExpertPage shown = page.get();
        return shown != null
                && shown.profile().layer() == layer
                && shown.profile().expert() == expert;
    }
}
