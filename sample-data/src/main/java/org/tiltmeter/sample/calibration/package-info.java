/// How well an audit of the sample models finds what was planted in them, and how often it finds
/// what was not.
@NullMarked
package org.tiltmeter.sample.calibration;

import org.jspecify.annotations.NullMarked;
