package org.tiltmeter.views.jobs;

import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What a job does, on the worker's thread. It reads nothing but what it was given when it was made.
///
/// @param <R> what it yields
@FunctionalInterface
public interface Work<R> {

    /// Does the work; polls the cancellation and reports cumulative steps.
    ///
    /// @throws Exception whatever went wrong; it becomes [Outcome.Failed]
    R run(Progress progress, Cancellation cancellation) throws Exception;
}
