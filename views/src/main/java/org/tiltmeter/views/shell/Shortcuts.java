package org.tiltmeter.views.shell;

import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.tiltmeter.views.Commands;

/// The window's keys. UI thread.
final class Shortcuts {

    private final Scene scene;
    private final ShellViewModel viewModel;
    private final ShellView view;
    private Optional<Palette> palette = Optional.empty();

    Shortcuts(Scene scene, ShellViewModel viewModel, ShellView view) {
        this.scene = scene;
        this.viewModel = viewModel;
        this.view = view;
    }

    /// Gives each command its keys.
    ///
    /// @param palette opened by keys of its own
    void install(List<Command> commands, Palette palette) {
        commands.stream()
                .filter(command -> !command.keys().isEmpty())
                .forEach(command -> key(command.keys(), command.run()));
        key("Shortcut+K", palette::toggle);
        // The same as plus and minus on other keyboards and on the number pad.
        key("Shortcut+Equals", viewModel.settings()::enlargeText);
        key("Shortcut+Shift+Equals", viewModel.settings()::enlargeText);
        key("Shortcut+Shift+Plus", viewModel.settings()::enlargeText);
        key("Shortcut+Add", viewModel.settings()::enlargeText);
        key("Shortcut+Subtract", viewModel.settings()::shrinkText);
        this.palette = Optional.of(palette);
        // Text fields would take these for themselves, with a memory of their own field only.
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::filter);
    }

    private void filter(KeyEvent event) {
        boolean alone = !event.isShortcutDown() && !event.isAltDown();
        if (alone && event.getCode() == KeyCode.TAB && scene.getFocusOwner() instanceof TextArea area) {
            // Texts for models hold no tabs, and who comes in by Tab goes on by Tab.
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        } else if (!event.isShortcutDown() && event.getCode() == KeyCode.ESCAPE && !isPaletteShown()) {
            if (!view.closeJobs()) {
                viewModel.escape();
            }
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.Z) {
            ask(event.isShiftDown() ? Commands.REDO : Commands.UNDO, event);
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.Y) {
            ask(Commands.REDO, event);
        }
    }

    /// Where the screen has no memory of its edits a field keeps its own.
    private void ask(EventType<Event> command, KeyEvent event) {
        if (view.fire(command) || !(scene.getFocusOwner() instanceof TextInputControl)) {
            event.consume();
        }
    }

    private boolean isPaletteShown() {
        return palette.filter(Palette::isShown).isPresent();
    }

    private void key(String keys, Runnable action) {
        scene.getAccelerators().put(KeyCombination.valueOf(keys), action);
    }
}
