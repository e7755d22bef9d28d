/// The live lesson: a tiny model that is trained while a class watches.
@NullMarked
package org.tiltmeter.sample.live;

import org.jspecify.annotations.NullMarked;
