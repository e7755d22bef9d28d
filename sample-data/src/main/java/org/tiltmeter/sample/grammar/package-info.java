/// The grammar that sample models are trained on: texts drawn from written-out conditional probabilities.
@NullMarked
package org.tiltmeter.sample.grammar;

import org.jspecify.annotations.NullMarked;
