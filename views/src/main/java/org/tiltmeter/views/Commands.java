package org.tiltmeter.views;

import javafx.event.Event;
import javafx.event.EventType;

/// What the keyboard asks of the feature that is shown. The shell fires these at the feature's node; a feature that can
/// do it handles the event there and consumes it.
public final class Commands {

    /// Any of these.
    public static final EventType<Event> ANY = new EventType<>(Event.ANY, "TILTMETER_COMMAND");

    /// Export what is shown.
    public static final EventType<Event> EXPORT = new EventType<>(ANY, "TILTMETER_EXPORT");

    /// Put the cursor into the search field.
    public static final EventType<Event> FIND = new EventType<>(ANY, "TILTMETER_FIND");

    /// Take the last edit back.
    public static final EventType<Event> UNDO = new EventType<>(ANY, "TILTMETER_UNDO");

    /// Make an edit again that was taken back.
    public static final EventType<Event> REDO = new EventType<>(ANY, "TILTMETER_REDO");

    private Commands() {}
}
