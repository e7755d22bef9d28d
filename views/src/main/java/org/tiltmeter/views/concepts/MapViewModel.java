package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.TextMap;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.ScatterChart;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;

/// Texts as points, those that the model pictures alike close together. All layers are mapped at once; the chosen one
/// is shown. UI thread.
final class MapViewModel {

    private final Workspace workspace;
    private final FoundDirections found;
    private final ConceptJob job;
    private final ObservableList<MapSource> sources = FXCollections.observableArrayList();
    private final ObservableList<MapSource> shownSources = FXCollections.unmodifiableObservableList(sources);
    private final ObjectProperty<MapSource> source = new SimpleObjectProperty<>(MapSource.CHOSEN);
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Mapped mapped;

    /// What was mapped.
    private record Mapped(MapSource.Found found, Pooling pooling, String what, List<TextMap> layers) {}

    MapViewModel(Workspace workspace, FoundDirections found) {
        this.workspace = workspace;
        this.found = found;
        job = new ConceptJob(workspace);
        workspace.probesProperty().subscribe(this::offer);
        found.analysisProperty().subscribe(ignored -> {
            mapped = null;
            show();
        });
        found.layerProperty().subscribe(ignored -> show());
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// Which texts can be mapped.
    ObservableList<MapSource> sources() {
        return shownSources;
    }

    /// Which texts are mapped next.
    ObjectProperty<MapSource> sourceProperty() {
        return source;
    }

    /// The map of the chosen layer; none before it is computed.
    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// How an exported figure is called.
    String fileName() {
        return Provenance.fileName(
                workspace, "map-layer-" + found.layerProperty().get());
    }

    private void offer(ProbeSet probes) {
        MapSource before = source.get();
        List<MapSource> next = new ArrayList<>(List.of(MapSource.CHOSEN, MapSource.EVERY));
        for (Attribute attribute : probes.attributes()) {
            next.add(new MapSource(MapSource.Kind.PROBES, attribute.name()));
        }
        sources.setAll(next);
        source.set(next.contains(before) ? before : MapSource.CHOSEN);
    }

    /// Maps the texts in every layer.
    void draw() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        Optional<Concept> chosen = found.chosen();
        if (analysis == null) {
            return;
        }
        if (chosen.isEmpty()) {
            workspace.messages().report(Problem.of("concepts.edited"));
            return;
        }
        MapSource wanted = source.get();
        Concept concept = chosen.get();
        ProbeSet probes = workspace.probesProperty().get();
        String what = wanted.equals(MapSource.CHOSEN) ? Texts.get("concepts.map.of", concept.name()) : wanted.title();
        Pooling pooling =
                wanted.kind() == MapSource.Kind.PROBES && analysis.settings().pooling() == Pooling.MARKED_SPAN
                        ? Pooling.LAST_TOKEN
                        : analysis.settings().pooling();
        job.<Mapped>start(
                "concepts.map.running",
                (model, progress, cancellation) -> {
                    MapSource.Found texts =
                            wanted.groups(concept, analysis.set().concepts(), probes, cancellation);
                    return new Mapped(
                            texts,
                            pooling,
                            what,
                            TextMap.of(model, texts.groups(), analysis.lookedAt(), pooling, progress, cancellation));
                },
                next -> {
                    if (Objects.equals(found.analysisProperty().get(), analysis)) {
                        mapped = next;
                        show();
                    }
                });
    }

    private void show() {
        Mapped known = mapped;
        figures.set(
                known == null
                        ? List.of()
                        : known.layers().stream()
                                .filter(map ->
                                        map.layer() == found.layerProperty().get())
                                .<Figure>map(map -> chart(known, map))
                                .toList());
    }

    private Figure chart(Mapped known, TextMap map) {
        double first = share(map, 0);
        double second = share(map, 1);
        String title = Texts.get("concepts.map.title", known.what(), Integer.toString(map.layer()));
        String finding = Texts.get(
                "concepts.map.finding",
                Integer.toString(map.points().size()),
                Numbers.fixed(100 * (first + second), 0));
        MapSource.Found texts = known.found();
        Caption caption = Caption.of(title)
                .withFinding(finding)
                .withAlternativeText(title + ". " + finding)
                .withHowToRead(Texts.get("concepts.map.howToRead"))
                .withFooter(
                        texts.shown() < texts.texts()
                                ? Texts.get(
                                        "concepts.map.some",
                                        Integer.toString(texts.shown()),
                                        Integer.toString(texts.texts()),
                                        Integer.toString(texts.groups().size()),
                                        Integer.toString(texts.every()))
                                : "")
                .withFooter(Texts.get("concepts.map.basis", ConceptWords.pooling(known.pooling())))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(Provenance.line(workspace));
        return new ScatterChart(
                caption,
                Texts.get("concepts.map.first", Numbers.fixed(100 * first, 1)),
                Texts.get("concepts.map.second", Numbers.fixed(100 * second, 1)),
                map.groups(),
                map.points().stream()
                        .map(point -> new ScatterChart.Point(point.text(), point.group(), point.x(), point.y()))
                        .toList(),
                false);
    }

    private static double share(TextMap map, int axis) {
        return axis < map.shares().size() ? map.shares().get(axis) : 0;
    }
}
