/// Sessions in SQLite files.
@NullMarked
package org.tiltmeter.session;

import org.jspecify.annotations.NullMarked;
