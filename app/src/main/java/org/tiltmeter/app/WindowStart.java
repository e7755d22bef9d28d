package org.tiltmeter.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.hub.HttpHub;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.report.FingerprintCache;
import org.tiltmeter.sample.SampleConcepts;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.views.hub.HubSource;
import org.tiltmeter.views.settings.SettingsFile;
import org.tiltmeter.views.shell.Services;
import org.tiltmeter.views.shell.TiltmeterWindow;
import org.tiltmeter.work.BadInputException;

/// Opens the window, wires it by hand, and waits until it is closed.
final class WindowStart {

    private static final String SAMPLE_AUDIT = "tiltmeter-sample-audit";
    /// Asks for the sample model and probes. No path is written like this: paths are asked for whole.
    static final String OPEN_SAMPLE = "sample";

    /// Asks for the sample to be opened and run.
    static final String RUN_SAMPLE = "sample run";

    private static final long SECONDS_TO_SAVE = 30;
    private static final long MILLISECONDS_TO_CLOSE = 500;

    private WindowStart() {}

    /// @param request what to open first: the absolute path of a model folder or a session, [#OPEN_SAMPLE],
    ///     [#RUN_SAMPLE], or nothing
    /// @return the program's exit code
    static int open(Console console, String request) {
        Optional<String> whyNot = Display.whyNoWindow();
        if (whyNot.isEmpty()) {
            try {
                showOnce(console, request);
                return 0;
            } catch (UnsupportedOperationException toolkitRefused) {
                whyNot = Optional.of("No window can be opened here (" + toolkitRefused.getMessage() + ").");
            }
        }
        if (!request.equals(OPEN_SAMPLE) && !request.equals(RUN_SAMPLE)) {
            throw new BadInputException(
                    whyNot.orElseThrow() + " The command line works without one: tiltmeter --help.");
        }
        console.err()
                .println("tiltmeter: " + whyNot.orElseThrow() + " The sample audit goes to a report file instead.");
        Path folder = Path.of(SAMPLE_AUDIT).toAbsolutePath();
        new AuditWork(console)
                .run(
                        ModelOption.sample(),
                        AuditPlan.of(List.of(Models.SAMPLE), List.of()),
                        AuditSettings.defaults(),
                        folder);
        return 0;
    }

    /// Opens the window, or has the one that runs already open what was asked for.
    private static void showOnce(Console console, String request) {
        Path folder = console.folders().settings();
        try {
            Optional<SingleWindow> single = SingleWindow.become(folder);
            if (single.isEmpty() && SingleWindow.handOver(folder, request)) {
                console.err().println("tiltmeter: it runs already; see its window.");
                return;
            }
            show(console, request, single);
            if (single.isPresent()) {
                single.get().close();
            }
        } catch (IOException failure) {
            throw new BadInputException(
                    "The folder " + folder + " cannot be written (" + failure.getMessage()
                            + "); set TILTMETER_HOME to a folder that can.",
                    failure);
        }
    }

    private static void show(Console console, String request, Optional<SingleWindow> single) {
        ExecutorService modelWorker = worker("model");
        ExecutorService fileWorker = worker("files");
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        Future<Services> services = fileWorker.submit(() -> services(console, modelWorker, fileWorker));
        Platform.setImplicitExit(false);
        Platform.startup(() -> {
            try {
                TiltmeterWindow window = show(console, ready(services), closed);
                single.ifPresent(one -> one.listen(later -> Platform.runLater(() -> {
                    window.toFront();
                    answer(window, later);
                })));
                answer(window, request);
            } catch (RuntimeException broken) {
                failed.set(broken);
                closed.countDown();
            }
        });
        try {
            closed.await();
            end(modelWorker);
            end(fileWorker);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            if (!console.interruption().cancellation().isRequested()) {
                // in a process that ends already, JavaFX would wait for itself for ever
                Platform.exit();
            }
        }
        RuntimeException broken = failed.get();
        if (broken != null) {
            throw broken;
        }
    }

    /// What the window needs; read from files while the toolkit starts.
    private static Services ready(Future<Services> services) {
        try {
            return services.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException broken ? broken : new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start was interrupted", interrupted);
        }
    }

    private static TiltmeterWindow show(Console console, Services services, CountDownLatch closed) {
        Stage stage = new Stage();
        TiltmeterWindow window = new TiltmeterWindow(stage, services);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> Platform.runLater(() -> window.showFault(thrown)));
        Runnable end = () -> {
            if (closed.getCount() > 0) {
                window.close();
                closed.countDown();
            }
        };
        stage.setOnCloseRequest(event -> {
            event.consume();
            end.run();
        });
        console.interruption().whenInterrupted(() -> endSoon(window, end, closed));
        window.show();
        return window;
    }

    /// The process is told to end. JavaFX is told so at the same time, and from then on may run nothing that is
    /// handed to it; then work is stopped from here. What waits to be saved is saved either way.
    private static void endSoon(TiltmeterWindow window, Runnable end, CountDownLatch closed) {
        Platform.runLater(end);
        try {
            if (!closed.await(MILLISECONDS_TO_CLOSE, TimeUnit.MILLISECONDS)) {
                window.stopWork();
                closed.countDown();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does what a start, or a second one, asks of the window.
    private static void answer(TiltmeterWindow window, String request) {
        switch (request) {
            case "" -> {
                // only to be seen
            }
            case OPEN_SAMPLE -> window.openSample();
            case RUN_SAMPLE -> window.runSample();
            default -> window.open(Path.of(request));
        }
    }

    private static Services services(Console console, ExecutorService modelWorker, ExecutorService fileWorker) {
        UserFolders folders = folders(console.folders());
        Models models = new Models(folders);
        return new Services(
                new RuntimeModels(new FingerprintCache(folders.settings(), Clock.systemUTC())),
                console.sessions(),
                Optional.of(models.folder(Models.SAMPLE)),
                Optional.of(ProbeFile.parse(SampleProbes.occupations(), "the sample probe set")),
                Stream.concat(Stream.of("occupations", "associations"), SampleConcepts.ready().stream())
                        .map(name -> ConceptFile.parse(SampleConcepts.of(name), name + ".concepts.json"))
                        .toList(),
                new RuntimeLessons(models, folders),
                modelWorker,
                fileWorker,
                folders.settings(),
                ProgramVersion.ofThisBuild().toString(),
                Optional.of(new HubSource(new HttpHub(HubSetting.of(System.getenv())), folders.models())));
    }

    /// The user's folders with the cache folder that was set. Settings that cannot be read are the window's to tell.
    private static UserFolders folders(UserFolders usual) {
        try {
            return SettingsFile.read(usual.settings())
                    .cacheFolder()
                    .map(cache -> new UserFolders(usual.settings(), cache, usual.logs(), usual.models()))
                    .orElse(usual);
        } catch (IOException | BadInputException unreadable) {
            return usual;
        }
    }

    private static ExecutorService worker(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("tiltmeter-" + name).factory());
    }

    private static void end(ExecutorService worker) throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(SECONDS_TO_SAVE, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
    }
}
