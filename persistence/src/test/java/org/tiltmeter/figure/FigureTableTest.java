package org.tiltmeter.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiltmeter.table.Cell;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;

class FigureTableTest {

    @Test
    void heatmapHasOneRowForEachCellWithTheExactNumber() {
        Heatmap figure = SampleFigures.routing(false);
        Table table = FigureTable.of(figure);
        assertThat(table.rows()).hasSize(16 * 12);
        List<Cell> row = table.rows().get(3 * 12 + 5);
        assertThat(row.get(0)).isEqualTo(new Cell.Text("3"));
        assertThat(row.get(1)).isEqualTo(new Cell.Count(5));
        assertThat(row.get(2)).isEqualTo(new Cell.Text("·she"));
        assertThat(((Cell.Quantity) row.get(3)).value())
                .isEqualTo(Double.parseDouble(Float.toString(figure.values().get(3, 5))));
        assertThat(table.provenance()).contains(SampleFigures.CAUTION);
    }

    @Test
    void everyFigureBecomesCsvAndTabs() throws IOException {
        for (Figure figure : SampleFigures.all()) {
            Table table = FigureTable.of(figure);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CsvExport.write(table, out);
            assertThat(out.toString(StandardCharsets.UTF_8).lines().count())
                    .isEqualTo(table.rows().size() + 1L);
            assertThat(CsvExport.tabSeparated(table).lines().count())
                    .isEqualTo(table.rows().size() + 1L);
        }
    }
}
