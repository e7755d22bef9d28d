/// What tests of several features share.
@NullMarked
package org.tiltmeter.views.testing;

import org.jspecify.annotations.NullMarked;
