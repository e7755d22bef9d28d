package org.tiltmeter.sample;

import java.util.List;

/// The lessons that come with the program, as texts of lesson files.
public final class SampleLessons {

    private static final List<String> NAMES =
            List.of("counterfactual", "certainty", "routing", "silencing", "concepts", "intersection", "live");

    private SampleLessons() {}

    /// Names of the lesson files, in the order in which to teach them.
    public static List<String> files() {
        return NAMES.stream().map(name -> name + ".lesson.json").toList();
    }

    /// One lesson.
    ///
    /// @param file one of [#files()]
    public static String text(String file) {
        return Resources.text("lessons/" + file);
    }

    /// What a live lesson has once found, to be shown where training takes too long.
    public static String liveRecording() {
        return Resources.text("lessons/live-recording.json");
    }
}
