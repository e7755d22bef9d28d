package org.tiltmeter.figure;

import java.util.List;
import java.util.stream.IntStream;

/// One side of a heatmap: a name for each row or column.
///
/// @param title what runs along this side, with its unit where it has one
/// @param labels one per row or column
/// @param groups spans that belong together, named beside the labels
/// @param marks spans that are drawn attention to, such as the edited words of a pair
public record Axis(String title, List<String> labels, List<Span> groups, List<Span> marks) {

    /// Copies the lists.
    public Axis {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
        marks = List.copyOf(marks);
    }

    /// Labels alone.
    public static Axis of(String title, List<String> labels) {
        return new Axis(title, labels, List.of(), List.of());
    }

    /// The numbers from 0 to `size - 1` as labels.
    public static Axis numbered(String title, int size) {
        return of(title, IntStream.range(0, size).mapToObj(Integer::toString).toList());
    }

    /// The same with marked spans.
    public Axis withMarks(List<Span> spans) {
        return new Axis(title, labels, groups, spans);
    }

    /// Number of rows or columns.
    public int size() {
        return labels.size();
    }

    /// Neighbouring rows or columns.
    ///
    /// @param from index of the first
    /// @param to index after the last
    /// @param label what they are
    public record Span(int from, int to, String label) {}
}
