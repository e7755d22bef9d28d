package org.tiltmeter.views.concepts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.sparse.SparseAutoencoder;
import org.tiltmeter.concept.sparse.SparseContrast;
import org.tiltmeter.concept.sparse.SparseFeature;
import org.tiltmeter.concept.sparse.SparseFile;
import org.tiltmeter.concept.sparse.SparseQuality;
import org.tiltmeter.concept.sparse.SparseStates;
import org.tiltmeter.concept.sparse.SparseTexts;
import org.tiltmeter.concept.sparse.SparseTrainer;
import org.tiltmeter.concept.sparse.SparseTraining;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Opens or trains a sparse autoencoder, says how good it is, and finds the features that a concept's texts differ
/// in. UI thread.
final class SparseViewModel {

    static final List<Integer> FEATURES = List.of(128, 256, 512, 1024, 2048);
    static final List<Integer> ACTIVE = List.of(4, 8, 16, 32, 64);

    private static final int MOST_TEXTS = 1_000;
    private static final int MOST_TOKENS = 40_000;
    private static final int HELD_OUT = 10;
    private static final int MOST_ROWS = 50;
    private static final double GOOD = 0.2;
    private static final double FAIR = 0.5;

    private final Workspace workspace;
    private final FoundDirections found;
    private final SparseState state;
    private final ConceptJob job;
    private final ObjectProperty<Integer> features = new SimpleObjectProperty<>(512);
    private final ObjectProperty<Integer> active = new SimpleObjectProperty<>(16);
    private final ReadOnlyObjectWrapper<String> quality = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> finding = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<List<SparseFeature>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Figure> chart = new ReadOnlyObjectWrapper<>();
    private SparseTraining training = SparseTraining.defaults();
    private @Nullable SparseContrast contrast;

    /// An autoencoder and how well it does.
    private record Judged(SparseAutoencoder autoencoder, SparseQuality quality, boolean heldOut) {}

    SparseViewModel(Workspace workspace, FoundDirections found, SparseState state) {
        this.workspace = workspace;
        this.found = found;
        this.state = state;
        job = new ConceptJob(workspace);
        state.autoencoderProperty().subscribe(ignored -> forget());
        found.analysisProperty().subscribe(ignored -> forgetContrast());
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// The autoencoder in use.
    SparseState state() {
        return state;
    }

    /// Number of features of one that is trained.
    ObjectProperty<Integer> featuresProperty() {
        return features;
    }

    /// How many features of one that is trained may be on.
    ObjectProperty<Integer> activeProperty() {
        return active;
    }

    /// Which layer it reads and how good it is; empty without one.
    ReadOnlyObjectProperty<String> qualityProperty() {
        return quality.getReadOnlyProperty();
    }

    /// What the comparison found; empty before.
    ReadOnlyObjectProperty<String> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /// The features that differ most as a chart, or null.
    ReadOnlyObjectProperty<@Nullable Figure> chartProperty() {
        return chart.getReadOnlyProperty();
    }

    /// The features that differ most.
    ReadOnlyObjectProperty<List<SparseFeature>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The layer that a new one would read.
    int layer() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        return analysis == null ? 0 : Math.clamp(found.layerProperty().get(), 0, Math.max(0, analysis.layers() - 2));
    }

    /// How long training lasts and how far each step goes.
    void use(SparseTraining other) {
        training = other;
        features.set(other.features());
        active.set(other.active());
    }

    /// Opens a published autoencoder and tries it on the texts at hand.
    void open(Path folder) {
        ConceptSet set = set();
        ProbeSet probes = workspace.probesProperty().get();
        job.<Judged>start(
                "concepts.sparse.opening",
                (model, progress, cancellation) -> {
                    SparseAutoencoder read = SparseFile.read(folder);
                    SparseContrast.check(model, read);
                    SparseStates states = states(model, set, probes, read.layer(), progress, cancellation);
                    return new Judged(read, read.quality(states.states()), false);
                },
                this::take);
    }

    /// Trains one on the texts at hand; each tenth text is kept to judge it by.
    void train() {
        ConceptSet set = set();
        ProbeSet probes = workspace.probesProperty().get();
        int layer = layer();
        SparseTraining wanted = new SparseTraining(
                workspace.seedProperty().get(),
                features.get(),
                Math.min(active.get(), features.get()),
                training.steps(),
                training.batch(),
                training.rate());
        job.<Judged>start(
                "concepts.sparse.training",
                (model, progress, cancellation) -> {
                    SparseStates states = states(model, set, probes, layer, progress, cancellation);
                    SparseAutoencoder trained = SparseTrainer.train(
                            "%s-layer-%d-%d".formatted(model.summary().name(), layer, wanted.features()),
                            layer,
                            states.part(HELD_OUT, false),
                            wanted,
                            progress,
                            cancellation);
                    return new Judged(trained, trained.quality(states.part(HELD_OUT, true)), true);
                },
                this::take);
    }

    private static SparseStates states(
            LanguageModel model,
            ConceptSet set,
            ProbeSet probes,
            int layer,
            Progress progress,
            Cancellation cancellation) {
        return SparseStates.of(
                model, SparseTexts.of(set, probes, MOST_TEXTS), layer, MOST_TOKENS, progress, cancellation);
    }

    private ConceptSet set() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        return analysis == null ? new ConceptSet("", "", "", List.of()) : analysis.set();
    }

    private void take(Judged judged) {
        state.use(judged.autoencoder());
        SparseQuality found = judged.quality();
        quality.set(Texts.get(
                        judged.heldOut() ? "concepts.sparse.qualityHeldOut" : "concepts.sparse.quality",
                        judged.autoencoder().name(),
                        Integer.toString(judged.autoencoder().layer()),
                        judged.autoencoder().features(),
                        Numbers.fixed(found.active(), 1),
                        Numbers.fixed(100 * found.unexplained(), 1),
                        found.tokens(),
                        Numbers.fixed(100 * found.silent(), 0))
                + " "
                + (found.unexplained() <= GOOD
                        ? Texts.get("concepts.sparse.good")
                        : found.unexplained() <= FAIR
                                ? Texts.get("concepts.sparse.fair")
                                : Texts.get("concepts.sparse.poor")));
    }

    /// Saves the autoencoder in a folder of its own, in the published layout.
    ///
    /// @param place the folder in which that folder is made
    void save(Path place) {
        SparseAutoencoder kept = state.autoencoderProperty().get();
        LanguageModel model = workspace.modelProperty().get();
        if (kept == null || model == null) {
            return;
        }
        String name = model.summary().name();
        Path folder = place.resolve(kept.name().replaceAll("[^A-Za-z0-9._-]+", "-"));
        workspace
                .fileJobs()
                .<Path>submit(
                        "concepts.sparse.saving",
                        (steps, cancellation) -> {
                            SparseFile.write(kept, name, folder);
                            return folder;
                        },
                        outcome -> Problem.of(outcome).ifPresent(workspace.messages()::report));
    }

    /// Puts the autoencoder away.
    void putAway() {
        state.use(null);
    }

    /// Finds the features in which the chosen concept's texts differ most.
    void compare() {
        SparseAutoencoder used = state.autoencoderProperty().get();
        ConceptAnalysis analysis = found.analysisProperty().get();
        Optional<Concept> concept = found.chosen();
        if (used == null || analysis == null) {
            return;
        }
        if (concept.isEmpty()) {
            workspace.messages().report(Problem.of("concepts.edited"));
            return;
        }
        Concept compared = concept.get();
        Pooling pooling = analysis.settings().pooling();
        long seed = workspace.seedProperty().get();
        job.<SparseContrast>start(
                "concepts.sparse.comparing",
                (model, progress, cancellation) ->
                        SparseContrast.of(model, used, compared, pooling, MOST_ROWS, seed, progress, cancellation),
                this::show);
    }

    private void show(SparseContrast next) {
        contrast = next;
        rows.set(next.rows());
        finding.set(SparseFigures.sentence(next, MOST_ROWS));
        chart.set(SparseFigures.chart(next, MOST_ROWS, quality.get(), Provenance.line(workspace)));
    }

    /// All numbers for a spreadsheet; empty before anything was compared.
    Optional<Table> table() {
        return Optional.ofNullable(contrast).map(this::table);
    }

    private Table table(SparseContrast known) {
        Table.Builder table = Table.titled("Features that differ with and without " + known.concept())
                .number("Feature")
                .number("Correlation")
                .number("Low")
                .number("High")
                .number("p adjusted")
                .number("On with the concept")
                .number("On without")
                .number("Mean with the concept")
                .number("Mean without")
                .text("Tokens where it is largest")
                .text("Tokens it raises")
                .text("Caution");
        for (SparseFeature row : known.rows()) {
            table.row(
                    row.index(),
                    row.correlation(),
                    row.interval().low(),
                    row.interval().high(),
                    row.p(),
                    row.positiveShare(),
                    row.negativeShare(),
                    row.positiveMean(),
                    row.negativeMean(),
                    String.join(" | ", row.tokens()),
                    String.join(" | ", row.raised()),
                    "similarity is not cause");
        }
        table.provenance(
                "Autoencoder " + known.autoencoder() + ", hidden state " + known.layer() + ". " + quality.get());
        table.provenance("p from the largest correlation of all %d features under %d shuffles of the sides."
                .formatted(known.features(), known.shuffles()));
        table.provenance(Provenance.line(workspace));
        return table.build();
    }

    /// How an exported file is called.
    String fileName() {
        return Provenance.fileName(workspace, "features");
    }

    /// A p-value in words.
    static String p(SparseFeature row) {
        return Precision.probability(row.p());
    }

    private void forget() {
        quality.set("");
        forgetContrast();
    }

    private void forgetContrast() {
        contrast = null;
        chart.set(null);
        rows.set(List.of());
        finding.set("");
    }
}
