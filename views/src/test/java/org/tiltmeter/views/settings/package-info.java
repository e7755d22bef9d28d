@NullMarked
package org.tiltmeter.views.settings;

import org.jspecify.annotations.NullMarked;
