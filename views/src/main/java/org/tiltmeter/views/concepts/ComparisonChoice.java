package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// One of the comparisons that the current probe set makes. UI thread.
final class ComparisonChoice {

    private final Workspace workspace;
    private final boolean bothWays;
    private final ObservableList<Questions.Groups> all = FXCollections.observableArrayList();
    private final ObjectProperty<Questions.@Nullable Groups> chosen = new SimpleObjectProperty<>();
    private boolean followed;

    /// @param bothWays whether each comparison stands there a second time with its groups exchanged
    ComparisonChoice(Workspace workspace, boolean bothWays) {
        this.workspace = workspace;
        this.bothWays = bothWays;
        workspace.probesProperty().subscribe(ignored -> {
            chosen.set(null);
            all.clear();
            offer();
        });
    }

    /// The comparisons.
    ObservableList<Questions.Groups> all() {
        return all;
    }

    /// The chosen one, or null.
    ObjectProperty<Questions.@Nullable Groups> chosenProperty() {
        return chosen;
    }

    /// Whether anyone looks; the probe set is not looked through otherwise.
    void follow(boolean looking) {
        followed = looking;
        offer();
    }

    private void offer() {
        ProbeSet probes = workspace.probesProperty().get();
        if (!followed || !all.isEmpty() || probes.templates().isEmpty()) {
            return;
        }
        workspace
                .lookJobs()
                .<List<Questions.Groups>>submit(
                        "concepts.build.grouping", (steps, cancellation) -> Questions.comparisons(probes), outcome -> {
                            // A set that cannot be expanded while it is edited says so on its own screen.
                            if (outcome instanceof Outcome.Done<List<Questions.Groups>> done
                                    && workspace.probesProperty().get().equals(probes)) {
                                show(done.result());
                            }
                        });
    }

    private void show(List<Questions.Groups> found) {
        List<Questions.Groups> next = new ArrayList<>();
        for (Questions.Groups one : found) {
            next.add(one);
            if (bothWays) {
                next.add(new Questions.Groups(one.attribute(), one.control(), one.groupB(), one.groupA()));
            }
        }
        all.setAll(next);
        chosen.set(next.stream()
                .filter(groups -> !groups.control())
                .findFirst()
                .orElse(next.isEmpty() ? null : next.getFirst()));
    }
}
