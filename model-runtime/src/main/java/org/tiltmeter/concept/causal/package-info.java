/// What concept directions do: steering along them and taking them out.
@NullMarked
package org.tiltmeter.concept.causal;

import org.jspecify.annotations.NullMarked;
