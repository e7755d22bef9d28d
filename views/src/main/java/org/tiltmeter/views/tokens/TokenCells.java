package org.tiltmeter.views.tokens;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.figure.Scale;

/// The tokens of a text, or of two texts side by side, each with a number. Plain data.
///
/// @param scale how a number becomes a colour, and what it is
/// @param cells from left to right
public record TokenCells(Scale scale, List<Cell> cells) {

    /// Copies the list.
    public TokenCells {
        cells = List.copyOf(cells);
    }

    /// Tokens that stand in one column.
    ///
    /// @param upper the token of the first text, visible
    /// @param lower the token of the second text where it differs from the first, visible
    /// @param value its number; not-a-number where there is none
    /// @param edited whether it belongs to what the pair exchanges
    /// @param description the column in words, with its exact number
    public record Cell(
            Optional<String> upper, Optional<String> lower, double value, boolean edited, String description) {}

    /// Whether any column has two tokens or lacks the first.
    public boolean hasTwoRows() {
        return cells.stream()
                .anyMatch(cell -> cell.lower().isPresent() || cell.upper().isEmpty());
    }
}
