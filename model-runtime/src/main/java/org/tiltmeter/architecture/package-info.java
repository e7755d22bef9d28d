/// One description per model family: which parts it is built of, and how its tensors and settings map onto them.
@NullMarked
package org.tiltmeter.architecture;

import org.jspecify.annotations.NullMarked;
