package org.tiltmeter.views.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Texts;

/// The system's own dialogs, beginning where the last one ended. UI thread.
final class SystemFileDialogs implements FileDialogs {

    private final Window owner;
    private @Nullable File last;

    SystemFileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start());
        return chosen(chooser.showDialog(owner), false);
    }

    @Override
    public Optional<Path> chooseFile(String title, Kind kind) {
        return chosen(chooser(title, kind).showOpenDialog(owner), true);
    }

    @Override
    public Optional<Path> chooseTarget(String title, Kind kind, String name) {
        FileChooser chooser = chooser(title, kind);
        chooser.setInitialFileName(name + "." + kind.extension());
        return chosen(chooser.showSaveDialog(owner), true).map(path -> withExtension(path, kind));
    }

    private FileChooser chooser(String title, Kind kind) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start());
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        Texts.get(kind.titleKey()),
                        kind.extensions().stream()
                                .map(extension -> "*." + extension)
                                .toList()));
        return chooser;
    }

    private @Nullable File start() {
        File folder = last;
        return folder != null && folder.isDirectory() ? folder : null;
    }

    private Optional<Path> chosen(@Nullable File file, boolean inFolder) {
        if (file == null) {
            return Optional.empty();
        }
        last = inFolder ? file.getParentFile() : file;
        return Optional.of(file.toPath());
    }

    private static Path withExtension(Path path, Kind kind) {
        String name = String.valueOf(path.getFileName());
        return name.contains(".") ? path : path.resolveSibling(name + "." + kind.extension());
    }
}
