/// Probe sets as tables: from spreadsheets and files of lines.
@NullMarked
package org.tiltmeter.probe.exchange;

import org.jspecify.annotations.NullMarked;
