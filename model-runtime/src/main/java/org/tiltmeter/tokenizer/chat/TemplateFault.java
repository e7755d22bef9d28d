package org.tiltmeter.tokenizer.chat;

/// Why a template cannot be read or rendered; the message goes on after "the chat template …".
final class TemplateFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    TemplateFault(String message) {
        super(message);
    }
}
