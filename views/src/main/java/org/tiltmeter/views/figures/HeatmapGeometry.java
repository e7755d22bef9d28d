package org.tiltmeter.views.figures;

/// Where the cells of a heatmap lie in a control of some size, and which of them are in view. Plain numbers, no
/// toolkit.
///
/// @param left where the first column begins when nothing is scrolled
/// @param top where the first row begins when nothing is scrolled
/// @param viewWidth width of the part that shows cells
/// @param viewHeight height of the part that shows cells
/// @param rows number of rows
/// @param columns number of columns
/// @param cellWidth width of a cell
/// @param cellHeight height of a cell
/// @param scrollX how far the cells are scrolled to the left
/// @param scrollY how far the cells are scrolled upwards
record HeatmapGeometry(
        double left,
        double top,
        double viewWidth,
        double viewHeight,
        int rows,
        int columns,
        double cellWidth,
        double cellHeight,
        double scrollX,
        double scrollY) {

    private static final double NARROWEST = 18;
    private static final double WIDEST = 64;
    private static final double LOWEST = 7;
    private static final double HIGHEST = 34;

    /// Cells fill the view where they fit; where they do not, they keep a size at which they can be told apart, and the
    /// rest is scrolled.
    ///
    /// @param zoom 1 is the usual size; smaller shows more columns
    static HeatmapGeometry of(
            double left,
            double top,
            double viewWidth,
            double viewHeight,
            int rows,
            int columns,
            double zoom,
            double scrollX,
            double scrollY) {
        double width = Math.max(1, Math.max(NARROWEST * zoom, Math.min(viewWidth / columns, WIDEST)));
        double height = Math.max(1, Math.max(LOWEST, Math.min(viewHeight / rows, HIGHEST)));
        double mostX = Math.max(0, width * columns - viewWidth);
        double mostY = Math.max(0, height * rows - viewHeight);
        return new HeatmapGeometry(
                left,
                top,
                viewWidth,
                viewHeight,
                rows,
                columns,
                width,
                height,
                Math.clamp(scrollX, 0, mostX),
                Math.clamp(scrollY, 0, mostY));
    }

    int firstColumn() {
        return (int) (scrollX / cellWidth);
    }

    int columnsInView() {
        return Math.min(columns - firstColumn(), (int) Math.ceil(viewWidth / cellWidth) + 1);
    }

    int firstRow() {
        return (int) (scrollY / cellHeight);
    }

    int rowsInView() {
        return Math.min(rows - firstRow(), (int) Math.ceil(viewHeight / cellHeight) + 1);
    }

    double x(int column) {
        return left + column * cellWidth - scrollX;
    }

    double y(int row) {
        return top + row * cellHeight - scrollY;
    }

    /// The column under a place, or -1.
    int columnAt(double x) {
        if (x < left || x >= left + Math.min(viewWidth, columns * cellWidth)) {
            return -1;
        }
        return Math.min(columns - 1, (int) ((x - left + scrollX) / cellWidth));
    }

    /// The row under a place, or -1.
    int rowAt(double y) {
        if (y < top || y >= top + Math.min(viewHeight, rows * cellHeight)) {
            return -1;
        }
        return Math.min(rows - 1, (int) ((y - top + scrollY) / cellHeight));
    }

    double mostScrollX() {
        return Math.max(0, columns * cellWidth - viewWidth);
    }

    double mostScrollY() {
        return Math.max(0, rows * cellHeight - viewHeight);
    }

    /// The right end of the cells in view.
    double right() {
        return left + Math.min(viewWidth, columns * cellWidth);
    }

    /// The lower end of the cells in view.
    double bottom() {
        return top + Math.min(viewHeight, rows * cellHeight);
    }
}
