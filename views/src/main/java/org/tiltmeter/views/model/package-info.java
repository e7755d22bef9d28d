/// Choosing, inspecting and loading a model.
@NullMarked
package org.tiltmeter.views.model;

import org.jspecify.annotations.NullMarked;
