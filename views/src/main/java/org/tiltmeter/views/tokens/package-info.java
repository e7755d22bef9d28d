/// The token strip of a text or a pair.
@NullMarked
package org.tiltmeter.views.tokens;

import org.jspecify.annotations.NullMarked;
