package org.tiltmeter.work;

import java.util.concurrent.atomic.AtomicBoolean;

/// Asks running work to stop. Any thread may request; the worker polls between batches, or between layers of a large
/// model, so that it ends within a second.
public final class Cancellation {

    private final AtomicBoolean requested = new AtomicBoolean();

    /// Asks the work to stop; asking twice changes nothing.
    public void request() {
        requested.set(true);
    }

    /// Whether someone has asked the work to stop.
    public boolean isRequested() {
        return requested.get();
    }

    /// @throws CancelledException if someone has asked the work to stop
    public void throwIfRequested() {
        if (requested.get()) {
            throw new CancelledException();
        }
    }
}
