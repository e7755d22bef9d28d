/// Editing a probe set and seeing its expansion.
@NullMarked
package org.tiltmeter.views.probes;

import org.jspecify.annotations.NullMarked;
