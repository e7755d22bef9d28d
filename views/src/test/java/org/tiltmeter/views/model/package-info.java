@NullMarked
package org.tiltmeter.views.model;

import org.jspecify.annotations.NullMarked;
