/// Language models as the rest of the program sees them, and the only code that knows the engine.
@NullMarked
package org.tiltmeter.model;

import org.jspecify.annotations.NullMarked;
