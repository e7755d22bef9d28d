package org.tiltmeter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tiltmeter.report.FingerprintCache;
import org.tiltmeter.sample.SampleLessons;
import org.tiltmeter.views.lessons.Lesson;
import org.tiltmeter.views.lessons.LessonFile;
import org.tiltmeter.views.lessons.LessonRecorder;
import org.tiltmeter.views.lessons.RecordingFile;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter record-lessons --out DIR [LESSON…]`: computes what the lessons compute and writes their recordings.
@Command(
        name = "record-lessons",
        mixinStandardHelpOptions = true,
        hidden = true,
        versionProvider = RootCommand.Version.class,
        description = "Computes what the lessons compute and writes it as the recordings that come with the program.")
final class RecordLessonsCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the recordings go.")
    private Path out = Path.of("");

    @Parameters(arity = "0..*", paramLabel = "LESSON", description = "Ids of lessons; all where none is named.")
    private List<String> names = new ArrayList<>();

    RecordLessonsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (LessonRecorder recorder = new LessonRecorder(
                new RuntimeLessons(console.models(), console.folders()),
                new RuntimeModels(new FingerprintCache(console.folders().settings(), Clock.systemUTC())),
                Clock.systemUTC())) {
            for (Lesson lesson : lessons()) {
                byte[] bytes = RecordingFile.write(recorder.record(lesson, console.progress(), console.cancellation()));
                console.progress().finish();
                Path file = out.resolve(lesson.id() + RecordingFile.SUFFIX);
                write(file, bytes);
                console.out().println(file + " " + bytes.length);
            }
        }
        return 0;
    }

    private List<Lesson> lessons() {
        List<Lesson> all = SampleLessons.files().stream()
                .map(file -> LessonFile.parse(SampleLessons.text(file), file))
                .toList();
        for (String name : names) {
            if (all.stream().noneMatch(lesson -> lesson.id().equals(name))) {
                throw new BadInputException("There is no lesson called " + name + "; there are "
                        + String.join(", ", all.stream().map(Lesson::id).toList()) + ".");
            }
        }
        return all.stream()
                .filter(lesson -> names.isEmpty() || names.contains(lesson.id()))
                .toList();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new BadInputException(
                    "The recording " + file + " cannot be written (" + failure.getMessage()
                            + "); name a folder that exists.",
                    failure);
        }
    }
}
