package org.tiltmeter.views.lessons;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Jobs;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.BadInputException;

/// Carries out a lesson's commands one after the other, each after the work that the one before began. Stops at the
/// first that fails; the window then says why. UI thread.
final class LessonPerformer {

    private final Workspace workspace;
    private final LessonMaterials materials;
    private final LessonScreen screen;
    private final Consumer<LessonCommand> shown;
    private final Deque<LessonCommand> waiting = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /// @param shown hears of commands that the lesson's own panel carries out
    LessonPerformer(
            Workspace workspace, LessonMaterials materials, LessonScreen screen, Consumer<LessonCommand> shown) {
        this.workspace = workspace;
        this.materials = materials;
        this.screen = screen;
        this.shown = shown;
    }

    /// Whether commands wait or their work runs.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Carries out commands after those that wait.
    void perform(List<LessonCommand> commands) {
        waiting.addAll(commands);
        if (!busy.get()) {
            busy.set(true);
            next();
        }
    }

    /// Forgets what waits.
    void stop() {
        waiting.clear();
    }

    private void next() {
        LessonCommand command = waiting.poll();
        if (command == null) {
            busy.set(false);
            return;
        }
        try {
            perform(command);
        } catch (BadInputException refused) {
            fail(Problem.of(refused));
        }
    }

    private void fail(Problem problem) {
        workspace.messages().report(problem);
        giveUp();
    }

    private void giveUp() {
        waiting.clear();
        busy.set(false);
    }

    private void perform(LessonCommand command) {
        switch (command.kind()) {
            case MODEL -> open(command.value());
            case PROBES -> {
                workspace.probesProperty().set(probes(command.value()));
                next();
            }
            case CONCEPTS -> {
                workspace.conceptsProperty().set(materials.concepts(command.value()));
                next();
            }
            case SCREEN -> {
                workspace.featureProperty().set(command.value());
                next();
            }
            case RUN -> run();
            case PAIR -> {
                workspace.selection().pairProperty().set(pair(command.value()));
                next();
            }
            case LAYER -> {
                workspace.selection().layerProperty().set(Integer.parseInt(command.value()));
                next();
            }
            case EXPERT -> {
                workspace.selection().expertProperty().set(Integer.parseInt(command.value()));
                next();
            }
            case PRESS -> {
                if (screen.press(command.value())) {
                    afterWork(this::next);
                } else {
                    fail(Problem.of("lessons.cannotPress", command.value()));
                }
            }
            case POINT -> {
                screen.point(command.value());
                next();
            }
            case SILENCE, TRAIN -> {
                shown.accept(command);
                afterWork(this::next);
            }
        }
    }

    private void open(String name) {
        workspace.fileJobs().submit("job.lesson", (progress, cancellation) -> materials.model(name), this::opened);
    }

    private void opened(Outcome<Path> outcome) {
        if (!(outcome instanceof Outcome.Done<Path> done)) {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            giveUp();
            return;
        }
        Path folder = done.result().toAbsolutePath().normalize();
        if (isOpen(folder)) {
            next();
            return;
        }
        screen.openModel(folder);
        afterWork(() -> {
            if (isOpen(folder)) {
                next();
            } else {
                // The window has said why; where it has not, it waits for the user's word.
                giveUp();
            }
        });
    }

    private boolean isOpen(Path folder) {
        LanguageModel model = workspace.modelProperty().get();
        return model != null
                && model.summary().folder().toAbsolutePath().normalize().equals(folder);
    }

    private void run() {
        AuditRun before = workspace.runProperty().get();
        screen.run();
        afterWork(() -> {
            if (!Objects.equals(workspace.runProperty().get(), before)) {
                next();
            } else {
                giveUp();
            }
        });
    }

    /// Goes on when all work that was begun so far, and what it began in turn, has ended.
    void afterWork(Runnable then) {
        Jobs files = workspace.fileJobs();
        Jobs model = workspace.modelJobs();
        files.submit(
                "job.lesson",
                (progress, cancellation) -> true,
                fileWork -> model.submit("job.lesson", (progress, cancellation) -> true, modelWork -> {
                    if (files.pending().isEmpty() && model.pending().isEmpty()) {
                        then.run();
                    } else {
                        afterWork(then);
                    }
                }));
    }

    /// `NAME`, `NAME: WORD, WORD`, or with the first three sentences only `NAME/3: WORD`.
    private ProbeSet probes(String value) {
        String[] parts = value.split(":", 2);
        String[] name = parts[0].strip().split("/", 2);
        ProbeSet whole = materials.probes(name[0]);
        if (name.length > 1) {
            int most = Math.min(Integer.parseInt(name[1]), whole.templates().size());
            whole = whole.withTemplates(whole.templates().subList(0, most));
        }
        if (parts.length == 1) {
            return whole;
        }
        List<String> kept = words(parts[1]);
        Map<String, List<String>> slots = new LinkedHashMap<>();
        whole.slots().forEach((slot, words) -> {
            List<String> some = words.stream().filter(kept::contains).toList();
            slots.put(slot, some.isEmpty() ? words : some);
        });
        return whole.withSlots(slots);
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    private CounterfactualPair pair(String value) {
        List<String> words = words(value);
        return Optional.ofNullable(workspace.resultProperty().get()).stream()
                .flatMap(result -> result.items().stream())
                .map(ScoredPair::pair)
                .filter(pair -> words.stream()
                        .allMatch(word ->
                                pair.textA().contains(word) || pair.textB().contains(word)))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("No result has a pair with " + value + "; do the steps before first."));
    }
}
