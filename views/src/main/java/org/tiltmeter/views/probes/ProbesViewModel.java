package org.tiltmeter.views.probes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.exchange.ProbeText;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.benchmarks.BenchmarksViewModel;
import org.tiltmeter.views.jobs.Outcome;

/// Edits the probe set and shows its expansion after every edit. UI thread.
public final class ProbesViewModel {

    private final Workspace workspace;
    private final Optional<ProbeSet> sample;
    private final History<ProbeSet> history;
    private final PairsViewModel pairs;
    private final ExchangeViewModel exchange;
    private final BenchmarksViewModel benchmarks;
    private final AttributeEdits attributes = new AttributeEdits(this);
    private final QuestionEdits questions = new QuestionEdits(this);
    private final WordListEdits lists = new WordListEdits(this);
    private final UndoOffer offer;
    private boolean editing;

    /// @param sample a probe set to begin with, if the program has one
    public ProbesViewModel(Workspace workspace, Optional<ProbeSet> sample) {
        this.workspace = workspace;
        this.sample = sample;
        this.offer = new UndoOffer(workspace.messages());
        this.pairs = new PairsViewModel(workspace, this);
        this.exchange = new ExchangeViewModel(workspace, this);
        this.benchmarks = new BenchmarksViewModel(workspace);
        this.history = new History<>(workspace.probesProperty().get());
        workspace.probesProperty().addListener((observed, before, after) -> {
            offer.withdraw();
            if (!editing) {
                history.reset(after);
            }
            pairs.show(after);
        });
        pairs.show(workspace.probesProperty().get());
    }

    /// Changes the set.
    ///
    /// @param place names what is edited; edits of one place that follow one another are taken
    /// back together
    void edit(String place, UnaryOperator<ProbeSet> change) {
        ProbeSet next = change.apply(workspace.probesProperty().get());
        history.edit(next, place);
        set(next);
    }

    private void set(ProbeSet next) {
        editing = true;
        try {
            workspace.probesProperty().set(next);
        } finally {
            editing = false;
        }
    }

    /// Takes the last edit back.
    public void undo() {
        set(history.undo());
    }

    /// Makes an edit again that was taken back.
    public void redo() {
        set(history.redo());
    }

    /// Names for a new attribute.
    public record Words(String attribute, String groupA, String groupB, String form) {}

    /// Begins a new set with one attribute and one template, to be filled.
    ///
    /// @param opening first words of the template
    public void begin(String name, String opening, Words words) {
        edit("begin", set -> ProbeEdits.named(set, name));
        attributes.add(words.attribute(), words.groupA(), words.groupB(), words.form());
        addTemplate(opening);
    }

    /// The set's name as a file's name.
    public String suggestedFileName() {
        String name = probes().name().strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return (name.isEmpty() ? "probe-set" : name) + ".probes";
    }

    /// Calls the set otherwise.
    public void rename(String name) {
        edit("name", set -> ProbeEdits.named(set, name));
    }

    /// Adds a template.
    ///
    /// @param opening its first words
    public void addTemplate(String opening) {
        edit(
                "template+" + probes().templates().size(),
                set -> ProbeEdits.templates(set, list -> ProbeEdits.with(list, ProbeEdits.template(set, opening))));
    }

    /// Changes a template's text.
    public void setTemplateText(int index, String text) {
        edit(
                "template text " + index,
                set -> ProbeEdits.templates(
                        set, list -> ProbeEdits.replaced(list, index, template -> template.withText(text))));
    }

    /// Changes a template's id.
    public void setTemplateId(int index, String id) {
        edit(
                "template id " + index,
                set -> ProbeEdits.templates(
                        set, list -> ProbeEdits.replaced(list, index, template -> template.withId(id))));
    }

    /// Adds a copy of a template behind it.
    public void duplicateTemplate(int index) {
        Template copied = probes().templates().get(index);
        String id = ProbeEdits.free(
                copied.id(), probes().templates().stream().map(Template::id).toList());
        edit(
                "template* " + id,
                set -> ProbeEdits.templates(set, list -> {
                    list.add(index + 1, copied.withId(id));
                    return list;
                }));
    }

    /// Removes a template; a notice offers to take that back.
    public void removeTemplate(int index) {
        String id = probes().templates().get(index).id();
        edit("template- " + id, set -> ProbeEdits.templates(set, list -> ProbeEdits.without(list, index)));
        tellRemoved(id);
    }

    /// Adds a slot without words.
    public void addSlot(String name) {
        edit(
                "slot+" + probes().slots().size(),
                set -> ProbeEdits.slots(set, slots -> {
                    slots.put(ProbeEdits.free(name, slots.keySet()), List.of());
                    return slots;
                }));
    }

    /// Calls a slot otherwise, in the templates too; a name that is taken changes nothing.
    public void renameSlot(String slot, String name) {
        if (probes().slots().containsKey(name)) {
            return;
        }
        edit(
                "slot name",
                set -> ProbeEdits.slots(
                        ProbeEdits.inTemplates(set, "{" + slot + "}", "{" + name + "}"),
                        slots -> ProbeEdits.renamed(slots, slot, name)));
    }

    /// Changes a slot's words.
    ///
    /// @param text words, separated by commas or line breaks
    public void setSlotWords(String slot, String text) {
        edit(
                "slot words " + slot,
                set -> ProbeEdits.slots(set, slots -> {
                    slots.put(slot, ProbeEdits.words(text));
                    return slots;
                }));
    }

    /// Removes a slot; a notice offers to take that back.
    public void removeSlot(String slot) {
        edit(
                "slot- " + slot,
                set -> ProbeEdits.slots(set, slots -> {
                    slots.remove(slot);
                    return slots;
                }));
        tellRemoved(slot);
    }

    /// Edits of attributes.
    public AttributeEdits attributes() {
        return attributes;
    }

    /// Edits of what a template asks.
    public QuestionEdits questions() {
        return questions;
    }

    /// Published benchmarks.
    public BenchmarksViewModel benchmarks() {
        return benchmarks;
    }

    /// Tables and lines.
    public ExchangeViewModel exchange() {
        return exchange;
    }

    /// Edits of word lists.
    public WordListEdits lists() {
        return lists;
    }

    /// Says what was removed and offers to take that back.
    void tellRemoved(String what) {
        offer.make("probes.removed", this::undo, what);
    }

    /// Says what else was done at once and offers to take that back.
    void offerUndo(String messageKey, Object... arguments) {
        offer.make(messageKey, this::undo, arguments);
    }

    /// Says that a text is no number that could stand there.
    void tellNoNumber(String text) {
        workspace.messages().tell(Notice.of(Notice.Kind.WARNING, "lists.noNumber", text));
    }

    /// Opens a probe file or lines, or adds a table; the set edited before can be had back with
    /// undo.
    public void open(Path file) {
        ProbeSet before = probes();
        workspace
                .fileJobs()
                .submit("job.readingProbes", (progress, cancellation) -> ProbeText.read(file, before), outcome -> {
                    Problem.of(outcome).ifPresent(workspace.messages()::report);
                    if (outcome instanceof Outcome.Done<ProbeSet> done) {
                        workspace.messages().clearProblem();
                        replace(done.result());
                        if (!ProbeText.isWholeSet(file)) {
                            exchange.tellAdded(before, done.result());
                        }
                        workspace.featureProperty().set("probes");
                    }
                });
    }

    /// Saves the set as a probe file.
    public void save(Path file) {
        ProbeSet probes = probes();
        workspace
                .fileJobs()
                .submit(
                        "job.savingProbes",
                        (progress, cancellation) -> {
                            ProbeFile.write(probes, file);
                            return file;
                        },
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<Path>) {
                                workspace
                                        .messages()
                                        .tell(Notice.of(
                                                Notice.Kind.SUCCESS, "file.saved", String.valueOf(file.getFileName())));
                            }
                        });
    }

    /// Whether the program has a probe set to begin with.
    public boolean hasSample() {
        return sample.isPresent();
    }

    /// Takes the sample probe set; the set edited before can be had back with undo.
    public void useSample() {
        sample.ifPresent(this::replace);
    }

    /// Replaces the set; where one was there, a notice offers it back.
    void replace(ProbeSet probes) {
        ProbeSet before = probes();
        edit("replace " + System.identityHashCode(probes), set -> probes);
        if (!ProbeSets.isEmpty(before) && !before.equals(probes)) {
            offer.make("probes.replaced", this::undo, before.name());
        }
    }

    ProbeSet probes() {
        return workspace.probesProperty().get();
    }

    /// The set being edited.
    public ObjectProperty<ProbeSet> probesProperty() {
        return workspace.probesProperty();
    }

    /// The expansion of the latest state that can be expanded.
    public ReadOnlyObjectProperty<Optional<Expansion>> expansionProperty() {
        return pairs.expansionProperty();
    }

    /// Why the present state cannot be expanded; empty if it can.
    public ReadOnlyObjectProperty<Optional<String>> problemProperty() {
        return pairs.problemProperty();
    }

    /// The pairs of the set.
    public PairsViewModel pairs() {
        return pairs;
    }

    /// Whether there is an edit to take back.
    public ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    /// Whether there is an edit to make again.
    public ReadOnlyBooleanProperty canRedoProperty() {
        return history.canRedoProperty();
    }
}
