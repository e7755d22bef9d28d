/// Figures as data and a drawing that knows no toolkit.
@NullMarked
package org.tiltmeter.figure;

import org.jspecify.annotations.NullMarked;
