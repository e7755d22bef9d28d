/// The report of the session: pinned figures, words, preview, files.
@NullMarked
package org.tiltmeter.views.report;

import org.jspecify.annotations.NullMarked;
