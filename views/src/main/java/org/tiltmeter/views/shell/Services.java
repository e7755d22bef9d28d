package org.tiltmeter.views.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.hub.HubSource;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.model.ModelOpener;

/// What the window is built from, wired by hand where the program starts.
///
/// @param models reaches models
/// @param sessions makes and opens sessions
/// @param sampleModel folder of the sample model, if there is one
/// @param sampleProbes the sample probe set, if there is one
/// @param readyConcepts concept sets to choose among; the first goes with the sample model
/// @param lessons what lessons are taught with
/// @param modelWorker one thread that everything asking a model runs on
/// @param fileWorker one thread that reading and writing files runs on
/// @param settingsFolder where settings are kept
/// @param version of the program
/// @param hub where models can be got from, if anywhere
public record Services(
        ModelOpener models,
        SessionStore sessions,
        Optional<Path> sampleModel,
        Optional<ProbeSet> sampleProbes,
        List<ConceptSet> readyConcepts,
        LessonMaterials lessons,
        Executor modelWorker,
        Executor fileWorker,
        Path settingsFolder,
        String version,
        Optional<HubSource> hub) {

    /// A window that gets no models from anywhere.
    public Services(
            ModelOpener models,
            SessionStore sessions,
            Optional<Path> sampleModel,
            Optional<ProbeSet> sampleProbes,
            List<ConceptSet> readyConcepts,
            LessonMaterials lessons,
            Executor modelWorker,
            Executor fileWorker,
            Path settingsFolder,
            String version) {
        this(
                models,
                sessions,
                sampleModel,
                sampleProbes,
                readyConcepts,
                lessons,
                modelWorker,
                fileWorker,
                settingsFolder,
                version,
                Optional.empty());
    }
}
