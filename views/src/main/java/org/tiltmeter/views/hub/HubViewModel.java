package org.tiltmeter.views.hub;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.hub.FetchPlan;
import org.tiltmeter.hub.FetchTarget;
import org.tiltmeter.hub.HubModel;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.BadInputException;

/// Gets a model from a hub in two steps, each on the user's word: first what would be fetched, then the files. UI
/// thread.
public final class HubViewModel {

    private final Workspace workspace;
    private final HubSource source;
    private final Consumer<Path> open;
    private final StringProperty words = new SimpleStringProperty("");
    private final StringProperty token = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<FetchStage> stage = new ReadOnlyObjectWrapper<>(FetchStage.IDLE);
    private final ReadOnlyObjectWrapper<@Nullable FetchOffer> offer = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding canLookUp;
    private @Nullable Job job;

    /// @param open looks at a fetched model's folder
    public HubViewModel(Workspace workspace, HubSource source, Consumer<Path> open) {
        this.workspace = workspace;
        this.source = source;
        this.open = open;
        this.canLookUp = Bindings.createBooleanBinding(() -> !words.get().isBlank() && !isAsking(), words, stage);
    }

    private boolean isAsking() {
        return stage.get() == FetchStage.LOOKING_UP || stage.get() == FetchStage.FETCHING;
    }

    /// Asks the hub which files the model has; fetches none.
    public void lookUp() {
        if (!canLookUp.get()) {
            return;
        }
        HubModel model;
        try {
            model = HubModel.parse(words.get());
        } catch (BadInputException noId) {
            workspace.messages().report(Problem.of(noId));
            return;
        }
        Optional<String> account = account();
        stage.set(FetchStage.LOOKING_UP);
        offer.set(null);
        job = workspace
                .fetchJobs()
                .submit(
                        "job.lookingUp",
                        List.of(source.hub().address().getHost()),
                        (progress, cancellation) -> {
                            FetchPlan plan = source.hub().lookUp(model, account, cancellation);
                            boolean known =
                                    plan.family().map(ModelInspection::knows).orElse(true);
                            return new FetchOffer(plan, FetchTarget.of(plan, model.folderIn(source.models())), known);
                        },
                        this::lookedUp);
    }

    private Optional<String> account() {
        return Optional.of(token.get().strip()).filter(given -> !given.isEmpty());
    }

    private void lookedUp(Outcome<FetchOffer> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        if (outcome instanceof Outcome.Done<FetchOffer> done) {
            workspace.messages().clearProblem();
            offer.set(done.result());
            stage.set(FetchStage.OFFERED);
        } else {
            stage.set(FetchStage.IDLE);
        }
    }

    /// Proposes another folder: in the one chosen, one of the model's name, so that its files stay together.
    public void chooseFolder(Path parent) {
        FetchOffer offered = offer.get();
        if (offered == null || stage.get() != FetchStage.OFFERED) {
            return;
        }
        Path folder = parent.resolve(
                String.valueOf(offered.plan().model().folderIn(parent).getFileName()));
        workspace
                .fileJobs()
                .submit(
                        "job.lookingAtFolder",
                        (progress, cancellation) -> FetchTarget.of(offered.plan(), folder),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<FetchTarget> done
                                    && Objects.equals(offer.get(), offered)) {
                                offer.set(new FetchOffer(offered.plan(), done.result(), offered.familyKnown()));
                            }
                        });
    }

    /// Fetches what is offered.
    public void fetch() {
        FetchOffer offered = offer.get();
        if (offered == null || stage.get() != FetchStage.OFFERED) {
            return;
        }
        Optional<String> account = account();
        stage.set(FetchStage.FETCHING);
        job = workspace
                .fetchJobs()
                .submit(
                        "job.fetching",
                        List.of(offered.plan().model().id()),
                        (progress, cancellation) -> source.hub()
                                .fetch(offered.plan(), offered.target().folder(), account, progress, cancellation),
                        outcome -> fetched(offered, outcome));
    }

    private void fetched(FetchOffer offered, Outcome<Path> outcome) {
        switch (outcome) {
            case Outcome.Done<Path> done -> {
                putAway();
                workspace
                        .messages()
                        .tell(Notice.of(
                                Notice.Kind.SUCCESS,
                                "hub.fetched",
                                offered.plan().model().id(),
                                done.result()));
                open.accept(done.result());
            }
            case Outcome.Failed<Path> failed -> {
                stage.set(FetchStage.OFFERED);
                workspace.messages().report(Problem.of(failed.cause()));
            }
            case Outcome.Cancelled<Path> ignored -> {
                stage.set(FetchStage.OFFERED);
                workspace
                        .messages()
                        .tell(Notice.of(
                                Notice.Kind.INFORMATION,
                                "hub.stopped",
                                offered.target().folder()));
            }
        }
    }

    /// Asks what runs to stop; what has arrived is kept.
    public void cancel() {
        Optional.ofNullable(job).ifPresent(Job::cancel);
    }

    /// Puts the offer away, and forgets the token.
    public void putAway() {
        offer.set(null);
        stage.set(FetchStage.IDLE);
        words.set("");
        token.set("");
    }

    /// What the user has typed: a model's id.
    public StringProperty wordsProperty() {
        return words;
    }

    /// An access token of the user's account; kept in memory until the offer is put away, and never stored.
    public StringProperty tokenProperty() {
        return token;
    }

    /// Whether there is something to look up and nothing is under way.
    public BooleanBinding canLookUp() {
        return canLookUp;
    }

    /// Where it is.
    public ReadOnlyObjectProperty<FetchStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /// What would be fetched, or null.
    public ReadOnlyObjectProperty<@Nullable FetchOffer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /// The hub's host.
    public String host() {
        return source.hub().address().getHost();
    }
}
