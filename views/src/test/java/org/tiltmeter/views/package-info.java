@NullMarked
package org.tiltmeter.views;

import org.jspecify.annotations.NullMarked;
