package org.tiltmeter.views;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;

/// What the keyboard asks of the feature that is shown. The shell fires these at the feature's node; a feature that
/// can do it handles the event there and consumes it.
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

    /// Asks a feature for something.
    ///
    /// @return whether it does that
    public static boolean ask(Node feature, EventType<Event> command) {
        Request request = new Request(command);
        Event.fireEvent(feature, request);
        return request.isTaken.get();
    }

    /// Knows whether one of its copies, which events are handed on as, was consumed.
    private static final class Request extends Event {

        private static final long serialVersionUID = 1;

        private final transient AtomicBoolean isTaken = new AtomicBoolean();

        private Request(EventType<Event> command) {
            super(command);
        }

        @Override
        public void consume() {
            super.consume();
            isTaken.set(true);
        }
    }
}
