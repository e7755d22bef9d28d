/// Text to tokens and back, with character offsets.
@NullMarked
package org.tiltmeter.tokenizer;

import org.jspecify.annotations.NullMarked;
