/// Figures and heatmaps on the screen.
@NullMarked
package org.tiltmeter.views.figures;

import org.jspecify.annotations.NullMarked;
