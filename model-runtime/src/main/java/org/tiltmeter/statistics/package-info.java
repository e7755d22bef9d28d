/// Effect sizes, intervals, tests and corrections.
@NullMarked
package org.tiltmeter.statistics;

import org.jspecify.annotations.NullMarked;
