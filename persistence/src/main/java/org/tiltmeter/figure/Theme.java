package org.tiltmeter.figure;

import java.awt.Color;
import java.util.List;

/// The colours of a figure's frame and groups, and how heavy values are drawn. The colours of numbers are not here:
/// they are the same in every theme.
///
/// @param background behind everything
/// @param ink titles and marks
/// @param muted axis labels and footers
/// @param grid thin lines
/// @param accent marked spans and the selected cell
/// @param band noise floor and null bands
/// @param weight by what lines and points of values are thicker than in print, at least 1
/// @param groups colours of groups, told apart by people with any kind of colour vision; the same order on every
///     screen
public record Theme(
        Color background,
        Color ink,
        Color muted,
        Color grid,
        Color accent,
        Color band,
        double weight,
        List<Color> groups) {

    /// For print, export and light screens.
    public static final Theme LIGHT = new Theme(
            new Color(0xffffff),
            new Color(0x1f2328),
            new Color(0x59636e),
            new Color(0xd9dee3),
            new Color(0x0969da),
            new Color(0xe9ecef),
            1,
            List.of(
                    new Color(0x0072b2),
                    new Color(0xd55e00),
                    new Color(0x009e73),
                    new Color(0xb8609a),
                    new Color(0x8a6d00),
                    new Color(0x3d9bd1),
                    new Color(0x5a5a5a),
                    new Color(0x7b4ab0)));

    /// For dark screens; the groups are the same hues, lighter.
    public static final Theme DARK = new Theme(
            new Color(0x0d1117),
            new Color(0xe6edf3),
            new Color(0x9198a1),
            new Color(0x2b323b),
            new Color(0x4493f8),
            new Color(0x21272f),
            1,
            List.of(
                    new Color(0x3d9be0),
                    new Color(0xf0803c),
                    new Color(0x2fc498),
                    new Color(0xdf8cc3),
                    new Color(0xd3ac2b),
                    new Color(0x85c8f2),
                    new Color(0xa8a8a8),
                    new Color(0xb08ae0)));

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if lines would be thinner than in print
    public Theme {
        if (!(weight >= 1)) {
            throw new IllegalArgumentException("weight " + weight);
        }
        groups = List.copyOf(groups);
    }

    /// The same colours with heavier lines and points, to be seen from the last row.
    public Theme heavier(double by) {
        return new Theme(background, ink, muted, grid, accent, band, by, groups);
    }

    /// The colour of a group; below 0 is the muted colour of controls.
    public Color group(int index) {
        return index < 0 ? muted : groups.get(index % groups.size());
    }
}
