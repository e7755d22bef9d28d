/// Published benchmarks: recognised, planned, run and shown.
@NullMarked
package org.tiltmeter.views.benchmarks;

import org.jspecify.annotations.NullMarked;
