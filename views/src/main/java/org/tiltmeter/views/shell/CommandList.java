package org.tiltmeter.views.shell;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.views.Commands;
import org.tiltmeter.views.Feature;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.lessons.LessonsViewModel;
import org.tiltmeter.views.settings.ThemeChoice;

/// Everything that the window can be told to do, with its keys: the one list behind keyboard and command palette. UI
/// thread.
final class CommandList {

    private static final int MOST_DIGITS = 9;

    private final ShellViewModel viewModel;
    private final ShellView view;
    private final LessonsViewModel lessons;
    private final KeyboardPanes panes;
    private final Runnable fullScreen;

    /// @param panes takes the keyboard from part to part
    /// @param fullScreen fills the screen with the window, or goes back
    CommandList(
            ShellViewModel viewModel,
            ShellView view,
            LessonsViewModel lessons,
            KeyboardPanes panes,
            Runnable fullScreen) {
        this.panes = panes;
        this.viewModel = viewModel;
        this.view = view;
        this.lessons = lessons;
        this.fullScreen = fullScreen;
    }

    /// The commands, those that are used most first.
    List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(work());
        all.addAll(places());
        all.addAll(session());
        all.addAll(look());
        all.addAll(teaching());
        return List.copyOf(all);
    }

    private List<Command> work() {
        return List.of(
                new Command(Texts.get("command.run"), "Shortcut+Enter", viewModel::run),
                Command.of(Texts.get("command.cancel"), viewModel::escape),
                new Command(Texts.get("command.model"), "Shortcut+Shift+O", view::chooseModel),
                Command.of(Texts.get("start.sample"), viewModel::openSample),
                new Command(Texts.get("command.export"), "Shortcut+E", () -> view.fire(Commands.EXPORT)),
                new Command(Texts.get("command.find"), "Shortcut+F", () -> view.fire(Commands.FIND)),
                new Command(Texts.get("action.undo"), "Shortcut+Z", () -> view.fire(Commands.UNDO)),
                new Command(Texts.get("command.redo"), "Shortcut+Y", () -> view.fire(Commands.REDO)),
                new Command(Texts.get("command.jobs"), "Shortcut+J", view::toggleJobs));
    }

    private List<Command> places() {
        List<Command> places = new ArrayList<>();
        List<Feature> features = view.features();
        for (int i = 0; i < features.size(); i++) {
            int index = i;
            places.add(new Command(
                    Texts.get("command.goTo", Texts.get(features.get(i).titleKey())),
                    i < MOST_DIGITS ? "Shortcut+" + (i + 1) : "",
                    () -> view.goTo(index)));
        }
        places.add(new Command(Texts.get("command.nextPane"), "F6", panes::next));
        places.add(new Command(Texts.get("command.paneBefore"), "Shift+F6", panes::previous));
        places.add(new Command(Texts.get("command.settings"), "Shortcut+Comma", viewModel::showSettings));
        places.add(new Command(Texts.get("command.help"), "F1", viewModel::help));
        return places;
    }

    private List<Command> session() {
        SessionMenu menu = view.sessionMenu();
        return List.of(
                new Command(Texts.get("session.new"), "Shortcut+N", viewModel.session()::begin),
                new Command(Texts.get("session.open"), "Shortcut+O", menu::open),
                new Command(Texts.get("session.save"), "Shortcut+S", menu::save),
                new Command(Texts.get("session.saveAs"), "Shortcut+Shift+S", menu::saveAs),
                new Command(Texts.get("session.search"), "Shortcut+Shift+F", menu::search));
    }

    private List<Command> look() {
        return List.of(
                new Command(Texts.get("command.larger"), "Shortcut+Plus", viewModel.settings()::enlargeText),
                new Command(Texts.get("command.smaller"), "Shortcut+Minus", viewModel.settings()::shrinkText),
                new Command(Texts.get("command.usual"), "Shortcut+0", viewModel.settings()::resetText),
                Command.of(Texts.get("command.light"), () -> viewModel.chooseTheme(ThemeChoice.LIGHT)),
                Command.of(Texts.get("command.dark"), () -> viewModel.chooseTheme(ThemeChoice.DARK)),
                Command.of(Texts.get("command.auto"), () -> viewModel.chooseTheme(ThemeChoice.AUTO)),
                new Command(Texts.get("command.projector"), "F5", viewModel::toggleProjector),
                new Command(Texts.get("command.fullScreen"), "F11", fullScreen));
    }

    private List<Command> teaching() {
        return List.of(
                new Command(Texts.get("command.lessonNext"), "Shortcut+Page_Down", lessons::next),
                new Command(Texts.get("command.lessonBack"), "Shortcut+Page_Up", lessons::back),
                Command.of(Texts.get("lessons.reveal"), lessons::reveal),
                Command.of(Texts.get("command.lessonRestart"), lessons::restartTaught));
    }
}
