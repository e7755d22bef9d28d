package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.SampleConcepts;
import org.tiltmeter.sample.SampleLessons;
import org.tiltmeter.sample.SampleModel;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.work.BadInputException;

/// The lessons that come with the program, on the sample models.
final class RuntimeLessons implements LessonMaterials {

    private static final String OCCUPATIONS = "occupations";
    private static final String LIVE = "live";

    private final Models models;
    private final UserFolders folders;

    RuntimeLessons(Models models, UserFolders folders) {
        this.models = models;
        this.folders = folders;
    }

    @Override
    public List<File> files() {
        return SampleLessons.files().stream()
                .map(name -> new File(name, SampleLessons.text(name)))
                .toList();
    }

    @Override
    public Path model(String name) {
        return models.folder(Arrays.stream(SampleModel.values())
                .filter(model -> model.folder().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("model", name)));
    }

    @Override
    public ProbeSet probes(String name) {
        // The first sample set and the one for the family of associations have the same name.
        if (name.equals(OCCUPATIONS)) {
            return ProbeFile.parse(SampleProbes.occupations(), name);
        }
        if (name.equals(LIVE)) {
            return ProbeFile.parse(SampleProbes.live(), name);
        }
        if (!SampleProbes.associations().contains(name)) {
            throw unknown("probe set", name);
        }
        return ProbeFile.parse(SampleProbes.association(name), name);
    }

    @Override
    public ConceptSet concepts(String name) {
        return switch (name) {
            case OCCUPATIONS -> ConceptFile.parse(SampleConcepts.occupations(), name);
            case "associations" -> ConceptFile.parse(SampleConcepts.associations(), name);
            default -> throw unknown("concept set", name);
        };
    }

    private static BadInputException unknown(String what, String name) {
        return new BadInputException(
                "There is no sample " + what + " called " + name + "; the lesson names a wrong one.");
    }

    @Override
    public Optional<byte[]> recording(String lesson) {
        return SampleLessons.recording(lesson);
    }

    @Override
    public Optional<LiveModel> liveModel() {
        return Optional.of(new SampleLiveModel(folders.cache().resolve(LIVE)));
    }
}
