package org.tiltmeter.report;

import java.util.Optional;
import org.tiltmeter.table.Table;

/// A figure of a report.
///
/// @param title what it shows
/// @param note what the user wrote about it; may be empty
/// @param alternativeText what someone who cannot see it must know
/// @param svg the picture as an SVG document
/// @param table the numbers behind it
public record ReportFigure(String title, String note, String alternativeText, String svg, Optional<Table> table) {}
