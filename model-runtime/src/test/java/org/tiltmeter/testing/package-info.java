/// Stand-ins for the outside world in tests.
@NullMarked
package org.tiltmeter.testing;

import org.jspecify.annotations.NullMarked;
