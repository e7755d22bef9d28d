package org.tiltmeter.views.shell;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.tiltmeter.views.Commands;

/// The window's keys. UI thread.
final class Shortcuts {

    private static final KeyCode[] DIGITS = {
        KeyCode.DIGIT1,
        KeyCode.DIGIT2,
        KeyCode.DIGIT3,
        KeyCode.DIGIT4,
        KeyCode.DIGIT5,
        KeyCode.DIGIT6,
        KeyCode.DIGIT7,
        KeyCode.DIGIT8,
        KeyCode.DIGIT9
    };

    private final Scene scene;
    private final ShellViewModel viewModel;
    private final ShellView view;

    Shortcuts(Scene scene, ShellViewModel viewModel, ShellView view) {
        this.scene = scene;
        this.viewModel = viewModel;
        this.view = view;
    }

    void install() {
        key("Shortcut+Shift+O", view::chooseModel);
        key("Shortcut+N", viewModel.session()::begin);
        key("Shortcut+O", view.sessionMenu()::open);
        key("Shortcut+S", view.sessionMenu()::save);
        key("Shortcut+Shift+S", view.sessionMenu()::saveAs);
        key("Shortcut+Enter", viewModel::run);
        key("Shortcut+E", () -> view.fire(Commands.EXPORT));
        key("Shortcut+F", () -> view.fire(Commands.FIND));
        key("F1", viewModel::help);
        key("Shortcut+Plus", viewModel.settings()::enlargeText);
        key("Shortcut+Equals", viewModel.settings()::enlargeText);
        key("Shortcut+Add", viewModel.settings()::enlargeText);
        key("Shortcut+Minus", viewModel.settings()::shrinkText);
        key("Shortcut+Subtract", viewModel.settings()::shrinkText);
        key("Shortcut+0", viewModel.settings()::resetText);
        for (int i = 0; i < DIGITS.length; i++) {
            int index = i;
            put(new KeyCodeCombination(DIGITS[i], KeyCombination.SHORTCUT_DOWN), () -> view.goTo(index));
        }
        // Text fields would take these for themselves, with a memory of their own field only.
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::filter);
    }

    private void filter(KeyEvent event) {
        if (!event.isShortcutDown() && event.getCode() == KeyCode.ESCAPE) {
            viewModel.escape();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.Z) {
            view.fire(event.isShiftDown() ? Commands.REDO : Commands.UNDO);
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.Y) {
            view.fire(Commands.REDO);
            event.consume();
        }
    }

    private void key(String keys, Runnable action) {
        put(KeyCombination.valueOf(keys), action);
    }

    private void put(KeyCombination keys, Runnable action) {
        scene.getAccelerators().put(keys, action);
    }
}
