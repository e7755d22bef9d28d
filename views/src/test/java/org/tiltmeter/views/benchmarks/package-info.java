@NullMarked
package org.tiltmeter.views.benchmarks;

import org.jspecify.annotations.NullMarked;
