/// Tests of getting a model from a hub.
@NullMarked
package org.tiltmeter.views.hub;

import org.jspecify.annotations.NullMarked;
