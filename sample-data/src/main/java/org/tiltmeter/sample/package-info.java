/// Sample models with planted bias, and how they are trained.
@NullMarked
package org.tiltmeter.sample;

import org.jspecify.annotations.NullMarked;
