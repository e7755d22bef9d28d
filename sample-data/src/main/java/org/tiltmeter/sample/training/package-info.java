/// How sample models are made: vocabulary, training step, checkpoint files, report.
@NullMarked
package org.tiltmeter.sample.training;

import org.jspecify.annotations.NullMarked;
