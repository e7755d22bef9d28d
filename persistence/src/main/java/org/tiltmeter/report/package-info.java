/// The report of an audit, from plain data, for people who must defend its numbers.
@NullMarked
package org.tiltmeter.report;

import org.jspecify.annotations.NullMarked;
