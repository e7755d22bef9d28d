/// What every long computation shares: progress, cancellation, and the refusal of bad input.
@NullMarked
package org.tiltmeter.work;

import org.jspecify.annotations.NullMarked;
