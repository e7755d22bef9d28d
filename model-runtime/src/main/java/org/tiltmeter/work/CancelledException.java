package org.tiltmeter.work;

/// The user asked for the running work to stop, and it has stopped.
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Stops the work that called [Cancellation#throwIfRequested()].
    public CancelledException() {
        super("cancelled");
    }
}
