/// Lessons on the sample models, beside the screens.
@NullMarked
package org.tiltmeter.views.lessons;

import org.jspecify.annotations.NullMarked;
