package org.tiltmeter.measure;

import java.util.List;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// One kind of question asked of one model: note every pair first, then run once, then read what
/// came out. For one
/// thread.
interface PairMeasure {

    /// What it asks; the kind's name is the measure's id.
    QuestionKind kind();

    /// Notes that a pair will be asked.
    void ask(AskedPair pair);

    /// Does what only this measure does, after the texts that were asked for have been scored.
    default void run(Progress progress, Cancellation cancellation) {}

    /// What came out for a pair: one entry per outcome.
    List<ScoredPair> scored(AskedPair pair);

    /// What the model does whatever the group, over these pairs: its leaning to a position or to
    /// no, and how much
    /// of its probability the answers hold.
    default List<MeasureRow> habits(List<AskedPair> pairs, HabitRows rows) {
        return List.of();
    }
}
