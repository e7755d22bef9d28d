/// Templates, slots and attributes, and their expansion into counterfactual pairs.
@NullMarked
package org.tiltmeter.probe;

import org.jspecify.annotations.NullMarked;
