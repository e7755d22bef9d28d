/// Files written so that a crash, a full disk or a second writer leaves the old file or the new one.
@NullMarked
package org.tiltmeter.file;

import org.jspecify.annotations.NullMarked;
