package org.tiltmeter.views.routing;

import java.util.Comparator;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.routing.InterventionBaseline;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.InterventionStudy.Switched;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;

/// A list of changes to the routing, and what the probe set, neutral texts and random experts say of them. The
/// changes act while they are measured and nowhere else: other screens show the unchanged model. UI thread.
public final class InterventionsViewModel {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final InterventionSettings settings;
    private final ReadOnlyObjectWrapper<StudyState> state = new ReadOnlyObjectWrapper<>(StudyState.NO_MODEL);
    private final ObservableList<Switched> changes = FXCollections.observableArrayList();
    private final ObservableList<Switched> shownChanges = FXCollections.unmodifiableObservableList(changes);
    private final ObservableList<Effect> effects = FXCollections.observableArrayList();
    private final ObservableList<Effect> shownEffects = FXCollections.unmodifiableObservableList(effects);
    private final ReadOnlyObjectWrapper<@Nullable InterventionStudy> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> figure = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<ChangeKind> kind = new SimpleObjectProperty<>(ChangeKind.SILENCE);
    private final DoubleProperty number = new SimpleDoubleProperty();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable LanguageModel model;
    private @Nullable Measured baseline;
    private @Nullable Job job;
    private final UndoOffer offer;

    /// What a baseline belongs to.
    private record Measured(
            LanguageModel model, ProbeSet probes, InterventionSettings settings, InterventionBaseline baseline) {}

    /// What one measurement yields.
    private record Both(InterventionBaseline baseline, InterventionStudy study) {}

    /// @param workspace whose model and probe set are measured
    public InterventionsViewModel(Workspace workspace) {
        this(workspace, InterventionSettings.defaults());
    }

    /// @param settings all but the seed, which is the workspace's
    InterventionsViewModel(Workspace workspace, InterventionSettings settings) {
        this.workspace = workspace;
        this.settings = settings;
        this.offer = new UndoOffer(workspace.messages());
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.probesProperty().subscribe(ignored -> follow());
        kind.subscribe(chosen -> number.set(chosen.usualNumber()));
    }

    /// What can be shown; READY where changes can be listed and measured.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The changes, those that are switched off included.
    public ObservableList<Switched> changes() {
        return shownChanges;
    }

    /// What was measured, neutral swaps last; empty before and after a change of the list.
    public ObservableList<Effect> effects() {
        return shownEffects;
    }

    /// The latest measurement of the list as it stands, or null.
    public ReadOnlyObjectProperty<@Nullable InterventionStudy> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// The differences before and after as a figure, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> figureProperty() {
        return figure.getReadOnlyProperty();
    }

    /// How the exported figure is called.
    public String fileName() {
        return Provenance.fileName(workspace, "routing-changes");
    }

    /// Which change is added next.
    public ObjectProperty<ChangeKind> kindProperty() {
        return kind;
    }

    /// The number of the change that is added next, where it needs one.
    public DoubleProperty numberProperty() {
        return number;
    }

    /// How far measuring is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Whether the chosen change can be added: one of a single expert needs a selected expert.
    public boolean canAdd() {
        return !kind.get().isOfOneExpert()
                || workspace.selection().expertProperty().get() >= 0;
    }

    /// The expert that would be changed, in words.
    public String target() {
        int expert = workspace.selection().expertProperty().get();
        return !kind.get().isOfOneExpert()
                ? Texts.get("routing.targetAll")
                : expert < 0
                        ? Texts.get("routing.targetNone")
                        : Texts.get(
                                "routing.targetExpert",
                                Integer.toString(
                                        workspace.selection().layerProperty().get()),
                                Integer.toString(expert));
    }

    /// Adds the chosen change, switched on.
    public void add() {
        if (canAdd()) {
            changes.add(new Switched(
                    kind.get()
                            .change(
                                    workspace.selection().layerProperty().get(),
                                    workspace.selection().expertProperty().get(),
                                    number.get()),
                    true));
            outdate();
        }
    }

    /// Switches a change on or off.
    public void switchTo(int index, boolean on) {
        changes.set(index, new Switched(changes.get(index).change(), on));
        outdate();
    }

    /// Takes a change out of the list; a notice offers to put it back.
    public void remove(int index) {
        Runnable back = toPutBack();
        changes.remove(index);
        outdate();
        offer.make("routing.changesRemoved", back, 1);
    }

    /// Takes all changes away: the numbers are again exactly those of the unchanged model. A notice offers to put
    /// them back.
    public void reset() {
        int removed = changes.size();
        Runnable back = toPutBack();
        changes.clear();
        outdate();
        if (removed > 0) {
            offer.make("routing.changesRemoved", back, removed);
        }
    }

    /// Brings the list back as it is now, with what was measured of it.
    private Runnable toPutBack() {
        List<Switched> list = List.copyOf(changes);
        InterventionStudy study = result.get();
        List<Effect> measured = List.copyOf(effects);
        return () -> {
            changes.setAll(list);
            result.set(study);
            effects.setAll(measured);
        };
    }

    /// Measures the list.
    public void measure() {
        LanguageModel asked = workspace.modelProperty().get();
        if (asked == null || state.get() != StudyState.READY) {
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        InterventionSettings wanted = settings.withSeed(workspace.seedProperty().get());
        List<Switched> list = List.copyOf(changes);
        Measured known = baseline;
        boolean again = known != null
                && known.model() == asked
                && known.probes().equals(probes)
                && known.settings().equals(wanted);
        InterventionBaseline before = again && known != null ? known.baseline() : null;
        state.set(StudyState.BUSY);
        Job started = workspace
                .modelJobs()
                .<Both>submit(
                        "routing.measuring",
                        (steps, cancellation) -> {
                            InterventionBaseline base = before != null
                                    ? before
                                    : InterventionBaseline.of(asked, probes, List.of(), wanted, steps, cancellation);
                            return new Both(base, InterventionStudy.of(asked, base, list, steps, cancellation));
                        },
                        outcome -> {
                            if (outcome instanceof Outcome.Done<Both> done) {
                                baseline = new Measured(
                                        asked, probes, wanted, done.result().baseline());
                            }
                            show(asked, list, outcome);
                        });
        job = started;
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
    }

    private void show(LanguageModel asked, List<Switched> list, Outcome<Both> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        job = null;
        state.set(StudyState.OPEN);
        follow();
        if (outcome instanceof Outcome.Done<Both> done && asked == model && list.equals(changes)) {
            result.set(done.result().study());
            effects.setAll(done.result().study().effects().stream()
                    .sorted(Comparator.comparing(Effect::control))
                    .toList());
            if (!effects.isEmpty()) {
                figure.set(ChangeFigures.beforeAndAfter(
                        done.result().study(), List.copyOf(effects), Provenance.line(workspace)));
            }
        }
    }

    /// Asks measuring to stop.
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void outdate() {
        offer.withdraw();
        result.set(null);
        figure.set(null);
        effects.clear();
    }

    private void follow() {
        LanguageModel now = workspace.modelProperty().get();
        if (now != model) {
            cancel();
            model = now;
            baseline = null;
            changes.clear();
        }
        if (state.get() == StudyState.BUSY) {
            return;
        }
        outdate();
        if (now == null) {
            state.set(StudyState.NO_MODEL);
        } else if (now.summary().experts().isEmpty()) {
            state.set(StudyState.DENSE);
        } else {
            state.set(workspace.probesProperty().get().templates().isEmpty() ? StudyState.NO_PROBES : StudyState.READY);
        }
    }
}
