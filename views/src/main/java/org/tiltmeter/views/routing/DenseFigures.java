package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.views.Texts;

/// Makes the figures of neurons and heads, each with the caution in its footer.
final class DenseFigures {

    private DenseFigures() {}

    /// The heatmap of all units of a kind, complete, for export.
    static Heatmap heatmap(
            DenseStudy study, Comparison comparison, Kind kind, UnitCells cells, String finding, String origin) {
        float[] values = new float[cells.rows() * cells.columns()];
        BitSet ringed = new BitSet();
        List<String> layers = new ArrayList<>();
        for (int row = 0; row < cells.rows(); row++) {
            layers.add(cells.rowLabel(row));
            for (int column = 0; column < cells.columns(); column++) {
                values[row * cells.columns() + column] = (float) cells.value(row, column);
                ringed.set(row * cells.columns() + column, cells.isRinged(row, column));
            }
        }
        Caption caption = Caption.of(Texts.get("routing.denseTitle", DenseWords.name(kind)))
                .withFinding(finding)
                .withAlternativeText(Texts.get("routing.denseAlternative", DenseWords.name(kind), finding))
                .withHowToRead(Texts.get("routing.denseHowToRead"))
                .withFooter(Texts.get("routing.denseNumbers", DenseWords.quantity(kind)))
                .withFooter(Texts.get(
                        "routing.studyOf",
                        study.probes(),
                        DenseWords.name(comparison),
                        Integer.toString(comparison.pairs()),
                        Integer.toString(comparison.templates()),
                        Integer.toString(study.settings().resamples()),
                        Long.toString(study.settings().seed())))
                .withFooter(Texts.get("routing.denseCaution"))
                .withFooter(origin);
        return new Heatmap(
                caption,
                Axis.of(cells.rowTitle(), layers),
                Axis.numbered(cells.columnTitle(), cells.columns()),
                new Matrix(cells.rows(), cells.columns(), values),
                cells.scale(),
                Optional.of(ringed));
    }
}
