package org.tiltmeter.tokenizer.chat;

/// One turn of a conversation.
///
/// @param role who speaks: `system`, `user` or `assistant`
/// @param content what is said
public record Message(String role, String content) {

    /// What the person asks.
    public static Message user(String content) {
        return new Message("user", content);
    }

    /// What is said to the model before the conversation.
    public static Message system(String content) {
        return new Message("system", content);
    }
}
