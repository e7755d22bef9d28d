/// What a probe set measures on a model.
@NullMarked
package org.tiltmeter.measure;

import org.jspecify.annotations.NullMarked;
