package org.tiltmeter.sample;

import java.util.List;
import java.util.Optional;

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

    /// The recording of a lesson, packed, to be shown where computing takes too long; empty where there is none.
    ///
    /// @param lesson id of the lesson
    public static Optional<byte[]> recording(String lesson) {
        return Resources.find("lessons/" + lesson + ".recording.json.gz");
    }
}
