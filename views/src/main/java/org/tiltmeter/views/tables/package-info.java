/// What all tables of the window have in common.
@NullMarked
package org.tiltmeter.views.tables;

import org.jspecify.annotations.NullMarked;
