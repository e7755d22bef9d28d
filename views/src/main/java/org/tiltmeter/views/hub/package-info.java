/// Getting a model from a hub, on the user's word.
@NullMarked
package org.tiltmeter.views.hub;

import org.jspecify.annotations.NullMarked;
