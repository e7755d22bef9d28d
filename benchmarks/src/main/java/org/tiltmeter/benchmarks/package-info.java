/// Times parts of the program with JMH.
@NullMarked
package org.tiltmeter.benchmarks;

import org.jspecify.annotations.NullMarked;
