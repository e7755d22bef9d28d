package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.ProbeMends;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.BadInputException;

/// The pairs that the probe set gives, what the checks find in them, and which of them are
/// shown. All of it is computed on the worker for looking, the newest question first to count.
/// UI thread.
public final class PairsViewModel {

    private final Workspace workspace;
    private final ProbesViewModel owner;
    private final PairList pairs = new PairList();
    private final ReadOnlyObjectWrapper<Optional<Expansion>> expansion = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PairChecks>> checks = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<PairFilter> filter = new SimpleObjectProperty<>(PairFilter.ALL);
    private final ObjectProperty<@Nullable CounterfactualPair> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<PairTokens>> tokens = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Set<List<String>> excluded = Set.of();
    private ProbeSet expanded = ProbeSets.EMPTY;
    private @Nullable Job expanding;
    private @Nullable Job looking;
    private @Nullable Job filtering;
    private @Nullable Job splitting;

    PairsViewModel(Workspace workspace, ProbesViewModel owner) {
        this.workspace = workspace;
        this.owner = owner;
        filter.addListener((observed, before, after) -> filter());
        workspace.modelProperty().addListener((observed, before, after) -> {
            check();
            split();
        });
        selected.addListener((observed, before, after) -> split());
    }

    private static void cancel(@Nullable Job job) {
        if (job != null) {
            job.cancel();
        }
    }

    /// Shows another set.
    void show(ProbeSet probes) {
        cancel(expanding);
        if (ProbeSets.isEmpty(probes)) {
            take(probes, Optional.empty());
            return;
        }
        expanding = workspace
                .lookJobs()
                .<Expansion>submit("job.expanding", (progress, cancellation) -> Expansion.of(probes), outcome -> {
                    if (!probes.equals(owner.probes())) {
                        return;
                    }
                    switch (outcome) {
                        case Outcome.Done<Expansion> done -> take(probes, Optional.of(done.result()));
                        case Outcome.Failed<Expansion> failed
                        when failed.cause() instanceof BadInputException bad ->
                            problem.set(Optional.of(Problem.of(bad).text()));
                        case Outcome.Failed<Expansion> failed ->
                            workspace.messages().report(Problem.of(failed.cause()));
                        case Outcome.Cancelled<Expansion> ignored -> {}
                    }
                });
    }

    private void take(ProbeSet probes, Optional<Expansion> next) {
        expanded = probes;
        excluded = PairChecks.keys(probes.exclusions());
        CounterfactualPair before = selected.get();
        checks.set(Optional.empty());
        problem.set(Optional.empty());
        if (next.isEmpty() || filter.get().isAll()) {
            pairs.show(next.orElse(null));
        }
        expansion.set(next);
        selected.set(next.isPresent() ? before : null);
        check();
        if (!filter.get().isAll()) {
            filter();
        }
    }

    /// Looks for what would confound the comparison, with the tokenizer of the model that will
    /// be asked.
    private void check() {
        cancel(looking);
        LanguageModel model = workspace.modelProperty().get();
        Expansion known = expansion.get().orElse(null);
        checks.set(Optional.empty());
        checking.set(model != null && known != null);
        if (model == null || known == null) {
            return;
        }
        ProbeSet probes = expanded;
        looking = workspace
                .lookJobs()
                .<PairChecks>submit(
                        "job.checking",
                        (progress, cancellation) ->
                                PairChecks.of(probes, known, model.tokenizer(), progress, cancellation),
                        outcome -> {
                            if (known != expansion.get().orElse(null)
                                    || model != workspace.modelProperty().get()) {
                                return;
                            }
                            checking.set(false);
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<PairChecks> done) {
                                checks.set(Optional.of(done.result()));
                                if (filter.get().found().what() != PairFilter.Found.What.ANYTHING) {
                                    filter();
                                }
                            }
                        });
    }

    private void filter() {
        cancel(filtering);
        PairFilter wanted = filter.get();
        Expansion known = expansion.get().orElse(null);
        if (wanted.isAll() || known == null) {
            pairs.show(known);
            return;
        }
        Optional<PairChecks> found = checks.get();
        Set<List<String>> left = excluded;
        filtering = workspace
                .lookJobs()
                .<int[]>submit(
                        "job.filtering",
                        (progress, cancellation) -> wanted.of(known, found, left, cancellation),
                        outcome -> {
                            if (wanted.equals(filter.get())
                                    && known == expansion.get().orElse(null)
                                    && outcome instanceof Outcome.Done<int[]> done) {
                                pairs.show(known, done.result());
                            }
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                        });
    }

    private void split() {
        cancel(splitting);
        tokens.set(Optional.empty());
        CounterfactualPair pair = selected.get();
        LanguageModel model = workspace.modelProperty().get();
        if (pair == null || model == null) {
            return;
        }
        splitting = workspace
                .lookJobs()
                .<PairTokens>submit(
                        "job.checking", (progress, cancellation) -> PairTokens.of(pair, model.tokenizer()), outcome -> {
                            if (pair.equals(selected.get())
                                    && model == workspace.modelProperty().get()) {
                                Problem.of(outcome).ifPresent(workspace.messages()::report);
                                if (outcome instanceof Outcome.Done<PairTokens> done) {
                                    tokens.set(Optional.of(done.result()));
                                }
                            }
                        });
    }

    /// Selects the pair of a finding.
    public void select(PairFinding finding) {
        expansion
                .get()
                .filter(known -> finding.pair() >= 0 && finding.pair() < known.count())
                .ifPresent(known -> selected.set(known.pair(finding.pair())));
    }

    /// Mends what can be mended without the user; it can be taken back.
    public void mend(List<PairFinding> findings) {
        ProbeSet before = expanded;
        change("job.mending", before, () -> ProbeMends.mend(before, findings));
    }

    /// Leaves a pair out; a notice offers to take that back.
    public void exclude(CounterfactualPair pair, String reason) {
        if (!isExcluded(pair)) {
            owner.edit("exclude " + pair.index(), set -> {
                List<Exclusion> all = new ArrayList<>(set.exclusions());
                all.add(new Exclusion(pair.template(), pair.textA(), pair.textB(), reason));
                return set.withExclusions(all);
            });
            owner.offerUndo("excluded.done", 1);
        }
    }

    /// Leaves out every pair in which a slot or a group shows this word; a notice offers to take that back.
    public void excludeWord(String word, String reason) {
        ProbeSet before = expanded;
        expansion
                .get()
                .ifPresent(known -> change("job.mending", before, () -> {
                    Set<List<String>> left = PairChecks.keys(before.exclusions());
                    Set<Exclusion> all = new LinkedHashSet<>(before.exclusions());
                    known.pairs()
                            .filter(pair -> shows(pair, word) && left.add(PairChecks.key(pair)))
                            .forEach(pair ->
                                    all.add(new Exclusion(pair.template(), pair.textA(), pair.textB(), reason)));
                    return before.withExclusions(List.copyOf(all));
                }));
    }

    private static boolean shows(CounterfactualPair pair, String word) {
        return pair.fills().values().stream().anyMatch(word::equalsIgnoreCase)
                || word.equalsIgnoreCase(pair.termA())
                || word.equalsIgnoreCase(pair.termB())
                || pair.held().values().stream().anyMatch(held -> held.endsWith(": " + word));
    }

    private void change(String title, ProbeSet before, java.util.function.Supplier<ProbeSet> work) {
        workspace.lookJobs().<ProbeSet>submit(title, (progress, cancellation) -> work.get(), outcome -> {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<ProbeSet> done && owner.probes().equals(before)) {
                owner.edit("mend " + System.identityHashCode(done.result()), set -> done.result());
                int more =
                        done.result().exclusions().size() - before.exclusions().size();
                if (more > 0) {
                    owner.offerUndo("excluded.done", more);
                } else if (!done.result().equals(before)) {
                    owner.offerUndo("check.mended");
                }
            }
        });
    }

    /// Takes pairs back in that were left out; a notice offers to leave them out again.
    public void takeBack(List<Exclusion> exclusions) {
        Set<Exclusion> back = Set.copyOf(exclusions);
        owner.edit(
                "take back " + exclusions.hashCode(),
                set -> set.withExclusions(set.exclusions().stream()
                        .filter(exclusion -> !back.contains(exclusion))
                        .toList()));
        if (!back.isEmpty()) {
            owner.offerUndo("excluded.takenBack", back.size());
        }
    }

    /// Whether the set leaves a pair out.
    public boolean isExcluded(CounterfactualPair pair) {
        return excluded.contains(PairChecks.key(pair));
    }

    /// Why a pair is left out; empty if it is not.
    public Optional<Exclusion> exclusion(CounterfactualPair pair) {
        return isExcluded(pair)
                ? expanded.exclusions().stream()
                        .filter(exclusion -> exclusion.holds(pair))
                        .findFirst()
                : Optional.empty();
    }

    /// Whether a model is open, whose tokenizer the checks need.
    public boolean hasModel() {
        return workspace.modelProperty().get() != null;
    }

    /// Goes where a model is opened.
    public void goToModel() {
        workspace.featureProperty().set("model");
    }

    /// The expansion of the latest state that can be expanded.
    public ReadOnlyObjectProperty<Optional<Expansion>> expansionProperty() {
        return expansion.getReadOnlyProperty();
    }

    /// Why the present state cannot be expanded; empty if it can.
    public ReadOnlyObjectProperty<Optional<String>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What the checks found; empty until they have looked.
    public ReadOnlyObjectProperty<Optional<PairChecks>> checksProperty() {
        return checks.getReadOnlyProperty();
    }

    /// Whether the checks are looking.
    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /// Which pairs are shown.
    public ObjectProperty<PairFilter> filterProperty() {
        return filter;
    }

    /// The pair whose tokens are shown, or null.
    public ObjectProperty<@Nullable CounterfactualPair> selectedProperty() {
        return selected;
    }

    /// The tokens of the selected pair, once they are known.
    public ReadOnlyObjectProperty<Optional<PairTokens>> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /// The pairs that are shown.
    public ObservableList<CounterfactualPair> pairs() {
        return pairs;
    }
}
