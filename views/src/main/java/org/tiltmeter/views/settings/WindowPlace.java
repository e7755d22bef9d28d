package org.tiltmeter.views.settings;

/// Where the window is, in screen coordinates, and whether it fills the screen.
///
/// @param x of its left edge
/// @param y of its top edge
/// @param width when it does not fill the screen
/// @param height when it does not fill the screen
/// @param maximised whether it fills the screen
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {}
