/// Readers for the files of published benchmarks, one class each: what the authors distribute becomes items,
/// unaltered.
@NullMarked
package org.tiltmeter.probe.benchmark;

import org.jspecify.annotations.NullMarked;
