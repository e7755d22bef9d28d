package org.tiltmeter.work;

/// Hears how far running work has come. Called on the worker's thread; steps are cumulative, so a listener may drop
/// all but the latest.
@FunctionalInterface
public interface Progress {

    /// Hears one step.
    void report(Step step);

    /// Work that nobody watches.
    static Progress none() {
        return step -> {};
    }

    /// How far the work is.
    ///
    /// @param phase what is being done
    /// @param done units finished, 0 … `total`
    /// @param total units in all, or 0 where the number is unknown
    record Step(Phase phase, long done, long total) {}

    /// What long work can be doing; the words for it are the view's.
    enum Phase {
        READING_HEADERS,
        BINDING_WEIGHTS,
        WARMING_UP,
        TRACING,
        SCORING,
        GENERATING,
        EXPANDING,
        COMPUTING_STATISTICS,
        FITTING_DIRECTIONS,
        FINGERPRINTING,
        SAVING,
        EXPORTING,
        TRAINING,
        MEASURING,
        FETCHING;

        /// Whether its units are bytes.
        public boolean countsBytes() {
            return this == FINGERPRINTING || this == FETCHING;
        }
    }
}
