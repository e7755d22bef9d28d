package org.tiltmeter.views.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;

/// A program without lessons.
final class NoMaterials implements LessonMaterials {

    @Override
    public List<File> files() {
        return List.of();
    }

    @Override
    public Path model(String name) {
        throw absent(name);
    }

    @Override
    public ProbeSet probes(String name) {
        throw absent(name);
    }

    @Override
    public ConceptSet concepts(String name) {
        throw absent(name);
    }

    @Override
    public Optional<byte[]> recording(String lesson) {
        return Optional.empty();
    }

    @Override
    public Optional<LiveModel> liveModel() {
        return Optional.empty();
    }

    private static BadInputException absent(String name) {
        return new BadInputException("This program comes without the sample " + name + ".");
    }
}
