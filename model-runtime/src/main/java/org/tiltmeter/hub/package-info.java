/// Gets published models from a hub, on the user's word. The one place of the program that reaches a network.
@NullMarked
package org.tiltmeter.hub;

import org.jspecify.annotations.NullMarked;
