/// What the user has set about the window.
@NullMarked
package org.tiltmeter.views.settings;

import org.jspecify.annotations.NullMarked;
