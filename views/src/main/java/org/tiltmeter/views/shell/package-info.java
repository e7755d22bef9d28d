/// The window's frame.
@NullMarked
package org.tiltmeter.views.shell;

import org.jspecify.annotations.NullMarked;
