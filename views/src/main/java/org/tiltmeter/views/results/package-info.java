/// Running an audit and reading what it found.
@NullMarked
package org.tiltmeter.views.results;

import org.jspecify.annotations.NullMarked;
