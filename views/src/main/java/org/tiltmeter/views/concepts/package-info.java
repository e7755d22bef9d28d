/// The concept explorer: directions and similarities.
@NullMarked
package org.tiltmeter.views.concepts;

import org.jspecify.annotations.NullMarked;
