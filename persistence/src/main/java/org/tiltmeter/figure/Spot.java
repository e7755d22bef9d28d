package org.tiltmeter.figure;

import java.awt.geom.Rectangle2D;

/// A thing in a drawn figure that can be pointed at.
///
/// @param description what it is, with its exact value, in words
/// @param bounds where it is, in the drawing's units
/// @param row which row, point or series it belongs to
/// @param column which column or place it belongs to; 0 where there are none
public record Spot(String description, Rectangle2D bounds, int row, int column) {}
