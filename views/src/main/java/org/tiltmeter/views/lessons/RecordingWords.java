package org.tiltmeter.views.lessons;

import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.views.Texts;

/// What is said of numbers that were recorded.
final class RecordingWords {

    private RecordingWords() {}

    /// That they were recorded, when, with which model and program, and how long that took.
    static String full(RecordedStep.Origin origin) {
        return Texts.get(
                "lessons.recordedWith",
                origin.model(),
                Asked.shortened(origin.fingerprint()),
                origin.runtime().program(),
                Texts.day(origin.when()),
                seconds(origin));
    }

    /// The same for the foot of a figure.
    static String brief(RecordedStep.Origin origin) {
        return Texts.get("lessons.recordedOn", Texts.day(origin.when()));
    }

    /// By what they were computed, saying that they were recorded.
    static RuntimeFacts runtime(RecordedStep.Origin origin) {
        RuntimeFacts then = origin.runtime();
        return new RuntimeFacts(
                Texts.get("lessons.recordedBy", then.program()),
                then.engine(),
                then.device(),
                then.computeType(),
                then.threads(),
                then.operatingSystem(),
                then.java(),
                then.processors());
    }

    /// How long the computing took.
    static String seconds(RecordedStep.Origin origin) {
        return Texts.get("lessons.seconds", Math.max(1, Math.round(origin.seconds())));
    }
}
