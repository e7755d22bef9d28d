/// A model folder on disk: configuration, safetensors headers and shards.
@NullMarked
package org.tiltmeter.checkpoint;

import org.jspecify.annotations.NullMarked;
