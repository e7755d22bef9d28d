/// Start of the window and of the command line, and the wiring of everything.
@NullMarked
package org.tiltmeter.app;

import org.jspecify.annotations.NullMarked;
