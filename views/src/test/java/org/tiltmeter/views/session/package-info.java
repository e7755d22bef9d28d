@NullMarked
package org.tiltmeter.views.session;

import org.jspecify.annotations.NullMarked;
