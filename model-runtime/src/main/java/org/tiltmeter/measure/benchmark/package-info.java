/// The measures that published benchmarks define, each with its own published formula.
@NullMarked
package org.tiltmeter.measure.benchmark;

import org.jspecify.annotations.NullMarked;
