/// What experts do: matrices and divergences over traces.
@NullMarked
package org.tiltmeter.routing;

import org.jspecify.annotations.NullMarked;
