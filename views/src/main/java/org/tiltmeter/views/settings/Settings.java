package org.tiltmeter.views.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.work.BadInputException;

/// What the user has set, and what was opened lately. UI thread.
public final class Settings {

    /// Text size in per cent of the usual.
    public static final int SMALLEST_TEXT = 80;

    /// Text size in per cent of the usual.
    public static final int LARGEST_TEXT = 200;

    /// Text size of the projector mode at least, in per cent.
    public static final int PROJECTOR_TEXT = 150;

    private static final int STEP = 10;
    private static final int MOST_RECENT = 8;

    private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>(ThemeChoice.AUTO);
    private final IntegerProperty textSize = new SimpleIntegerProperty(100);
    private final BooleanProperty projector = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<ComputeDevice>> device = new SimpleObjectProperty<>(Optional.empty());
    private final IntegerProperty threads = new SimpleIntegerProperty(0);
    private final ObjectProperty<Optional<Path>> cacheFolder = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty lessonRecordings = new SimpleBooleanProperty();
    private final Map<String, List<Double>> dividers = new HashMap<>();
    private Optional<WindowPlace> window = Optional.empty();
    private final ObservableList<Path> recentModels = FXCollections.observableArrayList();
    private final ObservableList<Path> recentSessions = FXCollections.observableArrayList();

    /// The usual settings.
    public Settings() {}

    /// Settings as they were stored.
    public Settings(SettingsFile stored) {
        theme.set(stored.theme());
        textSize.set(Math.clamp(stored.textSize(), SMALLEST_TEXT, LARGEST_TEXT));
        device.set(stored.device().flatMap(Settings::device));
        threads.set(Math.max(0, stored.threads()));
        cacheFolder.set(stored.cacheFolder());
        lessonRecordings.set(stored.lessonRecordings());
        dividers.putAll(stored.dividers());
        window = stored.window();
        recentModels.setAll(stored.recentModels());
        recentSessions.setAll(stored.recentSessions());
    }

    /// What to store.
    public SettingsFile toFile() {
        return new SettingsFile(
                theme.get(),
                textSize.get(),
                device.get().map(ComputeDevice::label),
                threads.get(),
                cacheFolder.get(),
                lessonRecordings.get(),
                window,
                dividers,
                List.copyOf(recentModels),
                List.copyOf(recentSessions));
    }

    /// A device that the file names in a way this program does not know is left to the program.
    private static Optional<ComputeDevice> device(String label) {
        try {
            return Optional.of(ComputeDevice.parse(label));
        } catch (BadInputException unknown) {
            return Optional.empty();
        }
    }

    /// What models are opened on; empty leaves it to the program.
    public ObjectProperty<Optional<ComputeDevice>> deviceProperty() {
        return device;
    }

    /// What models are opened on; empty leaves it to the program.
    public Optional<ComputeDevice> device() {
        return device.get();
    }

    /// Threads of the engine; 0 for one per processor core.
    public IntegerProperty threadsProperty() {
        return threads;
    }

    /// Where the program keeps what can be made again; empty for the usual place. It holds from the next start on.
    public ObjectProperty<Optional<Path>> cacheFolderProperty() {
        return cacheFolder;
    }

    /// Whether lessons show recordings instead of computing.
    public BooleanProperty lessonRecordingsProperty() {
        return lessonRecordings;
    }

    /// Light colours, large type and thick lines for a projector; not kept, so that the next start is as usual.
    public BooleanProperty projectorProperty() {
        return projector;
    }

    /// Text size as it is shown, in per cent: larger in projector mode.
    public int shownTextSize() {
        return projector.get() ? Math.max(PROJECTOR_TEXT, textSize.get()) : textSize.get();
    }

    /// The theme as it is shown: light in projector mode.
    public ThemeChoice shownTheme() {
        return projector.get() ? ThemeChoice.LIGHT : theme.get();
    }

    /// Where the window was when it was last closed.
    public Optional<WindowPlace> window() {
        return window;
    }

    /// Remembers where the window is.
    public void rememberWindow(WindowPlace place) {
        window = Optional.of(place);
    }

    /// Positions of a split pane's dividers as they were left, 0 … 1; empty where nobody has moved them.
    ///
    /// @param name of the split pane
    public List<Double> dividers(String name) {
        return dividers.getOrDefault(name, List.of());
    }

    /// Remembers a split pane's dividers.
    public void rememberDividers(String name, List<Double> positions) {
        dividers.put(name, List.copyOf(positions));
    }

    /// Light, dark, or as the system is.
    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    /// Text size in per cent of the usual.
    public IntegerProperty textSizeProperty() {
        return textSize;
    }

    /// Makes text larger by one step, up to the largest.
    public void enlargeText() {
        textSize.set(Math.min(LARGEST_TEXT, textSize.get() + STEP));
    }

    /// Makes text smaller by one step, down to the smallest.
    public void shrinkText() {
        textSize.set(Math.max(SMALLEST_TEXT, textSize.get() - STEP));
    }

    /// Makes text as large as usual.
    public void resetText() {
        textSize.set(100);
    }

    /// Model folders opened lately, the latest first.
    public ObservableList<Path> recentModels() {
        return recentModels;
    }

    /// Session files opened lately, the latest first.
    public ObservableList<Path> recentSessions() {
        return recentSessions;
    }

    /// Puts a model folder at the head of the recent ones.
    public void rememberModel(Path folder) {
        remember(recentModels, folder);
    }

    /// Puts a session file at the head of the recent ones.
    public void rememberSession(Path file) {
        remember(recentSessions, file);
    }

    /// Takes a path off the recent models and sessions; its files stay.
    ///
    /// @return puts it back to its place
    public Runnable forget(Path path) {
        List<Path> modelsBefore = List.copyOf(recentModels);
        List<Path> sessionsBefore = List.copyOf(recentSessions);
        recentModels.remove(path);
        recentSessions.remove(path);
        return () -> {
            recentModels.setAll(modelsBefore);
            recentSessions.setAll(sessionsBefore);
        };
    }

    private static void remember(ObservableList<Path> recent, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        recent.remove(absolute);
        recent.addFirst(absolute);
        if (recent.size() > MOST_RECENT) {
            recent.remove(MOST_RECENT, recent.size());
        }
    }
}
