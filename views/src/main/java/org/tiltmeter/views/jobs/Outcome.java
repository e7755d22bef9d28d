package org.tiltmeter.views.jobs;

import java.util.function.Function;
import org.tiltmeter.work.CancelledException;

/// How a job ended.
///
/// @param <R> what it yields when done
public sealed interface Outcome<R> {

    /// It yielded a result.
    record Done<R>(R result) implements Outcome<R> {}

    /// It threw.
    record Failed<R>(Throwable cause) implements Outcome<R> {}

    /// The user asked it to stop and it did.
    record Cancelled<R>() implements Outcome<R> {}

    /// The outcome of a call that threw.
    static <R> Outcome<R> ofThrown(Throwable thrown) {
        return thrown instanceof CancelledException ? new Cancelled<>() : new Failed<>(thrown);
    }

    /// The same outcome with another result.
    default <S> Outcome<S> map(Function<R, S> change) {
        return switch (this) {
            case Done<R> done -> new Done<>(change.apply(done.result()));
            case Failed<R> failed -> new Failed<>(failed.cause());
            case Cancelled<R> ignored -> new Cancelled<>();
        };
    }
}
