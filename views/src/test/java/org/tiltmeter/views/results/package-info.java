@NullMarked
package org.tiltmeter.views.results;

import org.jspecify.annotations.NullMarked;
