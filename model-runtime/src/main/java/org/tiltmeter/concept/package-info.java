/// Concept directions and similarities.
@NullMarked
package org.tiltmeter.concept;

import org.jspecify.annotations.NullMarked;
