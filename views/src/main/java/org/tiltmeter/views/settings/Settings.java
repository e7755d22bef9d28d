package org.tiltmeter.views.settings;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the user has set, and what was opened lately. UI thread.
public final class Settings {

    /// Text size in per cent of the usual.
    public static final int SMALLEST_TEXT = 80;

    /// Text size in per cent of the usual.
    public static final int LARGEST_TEXT = 200;

    private static final int STEP = 10;
    private static final int MOST_RECENT = 8;

    private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>(ThemeChoice.AUTO);
    private final IntegerProperty textSize = new SimpleIntegerProperty(100);
    private final ObservableList<Path> recentModels = FXCollections.observableArrayList();
    private final ObservableList<Path> recentSessions = FXCollections.observableArrayList();

    /// The usual settings.
    public Settings() {}

    /// Settings as they were stored.
    public Settings(SettingsFile stored) {
        theme.set(stored.theme());
        textSize.set(Math.clamp(stored.textSize(), SMALLEST_TEXT, LARGEST_TEXT));
        recentModels.setAll(stored.recentModels());
        recentSessions.setAll(stored.recentSessions());
    }

    /// What to store.
    public SettingsFile toFile() {
        return new SettingsFile(theme.get(), textSize.get(), List.copyOf(recentModels), List.copyOf(recentSessions));
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

    private static void remember(ObservableList<Path> recent, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        recent.remove(absolute);
        recent.addFirst(absolute);
        if (recent.size() > MOST_RECENT) {
            recent.remove(MOST_RECENT, recent.size());
        }
    }
}
