@NullMarked
package org.tiltmeter.views.lessons;

import org.jspecify.annotations.NullMarked;
