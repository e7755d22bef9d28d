/// Measures how fast a model runs here and how much memory it takes.
@NullMarked
package org.tiltmeter.model.bench;

import org.jspecify.annotations.NullMarked;
