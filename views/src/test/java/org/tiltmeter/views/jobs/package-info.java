@NullMarked
package org.tiltmeter.views.jobs;

import org.jspecify.annotations.NullMarked;
