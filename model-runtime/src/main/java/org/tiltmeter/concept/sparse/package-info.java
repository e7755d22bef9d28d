/// Sparse autoencoders: reading published ones, training small ones.
@NullMarked
package org.tiltmeter.concept.sparse;

import org.jspecify.annotations.NullMarked;
