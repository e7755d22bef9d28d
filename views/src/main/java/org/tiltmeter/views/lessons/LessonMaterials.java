package org.tiltmeter.views.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;

/// What lessons are taught with. Whoever starts the program knows where it comes from. Called on worker threads, but
/// for [#files()] and [#liveModel()].
public interface LessonMaterials {

    /// A lesson file.
    ///
    /// @param name of the file, for messages
    /// @param text of the file
    record File(String name, String text) {}

    /// The lessons, in the order in which to show them.
    List<File> files();

    /// Folder of a sample model, by its name.
    ///
    /// @throws org.tiltmeter.work.BadInputException if there is none
    Path model(String name);

    /// A sample probe set, by its name.
    ///
    /// @throws org.tiltmeter.work.BadInputException if there is none
    ProbeSet probes(String name);

    /// A sample concept set, by its name.
    ///
    /// @throws org.tiltmeter.work.BadInputException if there is none
    ConceptSet concepts(String name);

    /// The recording of a lesson, as [RecordingFile] reads it, if there is one.
    ///
    /// @param lesson id of the lesson
    Optional<byte[]> recording(String lesson);

    /// A model that a class can train, if there is one.
    Optional<LiveModel> liveModel();

    /// No lessons.
    static LessonMaterials none() {
        return new NoMaterials();
    }
}
