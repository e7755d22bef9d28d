/// The window: views and their view models, one package per feature.
@NullMarked
package org.tiltmeter.views;

import org.jspecify.annotations.NullMarked;
