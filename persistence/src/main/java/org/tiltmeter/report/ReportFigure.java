package org.tiltmeter.report;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.figure.Drawing;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.figure.FigureJson;
import org.tiltmeter.figure.FigureTable;
import org.tiltmeter.session.Session;
import org.tiltmeter.table.Table;

/// A figure of a report.
///
/// @param title what it shows
/// @param note what the user wrote about it; may be empty
/// @param alternativeText what someone who cannot see it must know
/// @param svg the picture as an SVG document, for HTML
/// @param figure the figure itself, for PDF and docx, which say so where it is missing
/// @param table the numbers behind it
public record ReportFigure(
        String title, String note, String alternativeText, String svg, Optional<Figure> figure, Optional<Table> table) {

    /// A picture of which only the SVG document is left.
    public ReportFigure(String title, String note, String alternativeText, String svg, Optional<Table> table) {
        this(title, note, alternativeText, svg, Optional.empty(), table);
    }

    /// The pinned figures of a session, in the user's order, under the user's titles and notes.
    ///
    /// @throws org.tiltmeter.work.BadInputException if a stored figure is damaged
    public static List<ReportFigure> pinned(Session session) {
        return session.figures().list().stream()
                .map(pinned -> {
                    Figure figure = FigureJson.read(pinned.title(), pinned.json());
                    ReportFigure shown = of(figure, pinned.note());
                    return new ReportFigure(
                            pinned.title(),
                            pinned.note(),
                            shown.alternativeText(),
                            shown.svg(),
                            shown.figure(),
                            shown.table());
                })
                .toList();
    }

    /// A figure as it stands in a report.
    ///
    /// @param note what the user wrote about it; may be empty
    public static ReportFigure of(Figure figure, String note) {
        double height = Drawing.suggestedHeight(figure, FigureExport.WIDTH);
        return new ReportFigure(
                figure.caption().title(),
                note,
                figure.caption().alternativeText(),
                FigureExport.svg(figure, FigureExport.WIDTH, height),
                Optional.of(figure),
                Optional.of(FigureTable.of(figure)));
    }
}
