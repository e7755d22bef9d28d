@NullMarked
package org.tiltmeter.views.probes;

import org.jspecify.annotations.NullMarked;
