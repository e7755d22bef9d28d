/// Chat templates: how a model wants a conversation to be written as one text.
@NullMarked
package org.tiltmeter.tokenizer.chat;

import org.jspecify.annotations.NullMarked;
