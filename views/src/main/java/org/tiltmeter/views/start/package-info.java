/// Where the window begins.
@NullMarked
package org.tiltmeter.views.start;

import org.jspecify.annotations.NullMarked;
