/// Sessions in the window: new, open, save.
@NullMarked
package org.tiltmeter.views.session;

import org.jspecify.annotations.NullMarked;
