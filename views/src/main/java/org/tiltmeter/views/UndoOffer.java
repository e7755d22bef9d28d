package org.tiltmeter.views;

import org.jspecify.annotations.Nullable;

/// Tells what was removed or replaced and offers to take it back. One offer stands at a time: whoever makes it
/// withdraws it with the next edit, because what it would bring back then no longer fits. UI thread.
public final class UndoOffer {

    private final Messages messages;
    private @Nullable Notice standing;

    /// @param messages where it is told
    public UndoOffer(Messages messages) {
        this.messages = messages;
    }

    /// Makes an offer in the place of the one before.
    ///
    /// @param messageKey key of the sentence
    /// @param undo brings back what was there; runs at most once
    /// @param arguments what the sentence is filled with
    public void make(String messageKey, Runnable undo, Object... arguments) {
        withdraw();
        Notice notice = Notice.of(Notice.Kind.INFORMATION, messageKey, arguments)
                .with("action.undo", () -> {
                    withdraw();
                    undo.run();
                });
        standing = notice;
        messages.tell(notice);
    }

    /// Takes the offer back, if one stands.
    public void withdraw() {
        Notice notice = standing;
        if (notice != null) {
            standing = null;
            messages.dismiss(notice);
        }
    }
}
