/// The routing explorer: which experts take which token.
@NullMarked
package org.tiltmeter.views.routing;

import org.jspecify.annotations.NullMarked;
