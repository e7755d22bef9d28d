/// Tables of results as plain data, and their export for spreadsheets.
@NullMarked
package org.tiltmeter.table;

import org.jspecify.annotations.NullMarked;
