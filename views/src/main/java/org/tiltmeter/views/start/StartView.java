package org.tiltmeter.views.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;

/// Where the window begins: open a model, try the sample, go on with a session. UI thread.
public final class StartView {

    /// What can be done here.
    ///
    /// @param chooseModel asks for a model folder
    /// @param openSample loads the sample
    /// @param hasSample whether there is a sample
    /// @param chooseSession asks for a session file
    /// @param takeLesson shows the lessons
    /// @param openModel looks at a model folder
    /// @param openSession opens a session file
    /// @param forget takes a model or session off the list of those opened lately
    public record Actions(
            Runnable chooseModel,
            Runnable openSample,
            boolean hasSample,
            Runnable chooseSession,
            Runnable takeLesson,
            Consumer<Path> openModel,
            Consumer<Path> openSession,
            Consumer<Path> forget) {}

    private static final List<String> STEPS =
            List.of("start.step.model", "start.step.probes", "start.step.run", "start.step.read");

    private final Actions actions;
    private final ObservableList<Path> models;
    private final ObservableList<Path> sessions;
    private final ObservableList<Path> leftovers;
    private final Parent node;

    @FXML
    private Button open;

    @FXML
    private Button sample;

    @FXML
    private Button session;

    @FXML
    private Button lesson;

    @FXML
    private VBox page;

    @FXML
    private HBox columns;

    @FXML
    private VBox steps;

    @FXML
    private VBox recent;

    /// @param hub the part that gets models from a hub, if there is one
    /// @param models opened lately
    /// @param sessions opened lately
    /// @param leftovers sessions that never got a name
    public StartView(
            Actions actions,
            Optional<Parent> hub,
            ObservableList<Path> models,
            ObservableList<Path> sessions,
            ObservableList<Path> leftovers) {
        this.actions = actions;
        this.models = models;
        this.sessions = sessions;
        this.leftovers = leftovers;
        this.node = Fxml.load(this);
        open.setGraphic(new FontIcon(Feather.FOLDER));
        sample.setGraphic(new FontIcon(Feather.PLAY_CIRCLE));
        session.setGraphic(new FontIcon(Feather.ROTATE_CCW));
        lesson.setGraphic(new FontIcon(Feather.BOOK_OPEN));
        open.setOnAction(event -> actions.chooseModel().run());
        sample.setOnAction(event -> actions.openSample().run());
        sample.setDisable(!actions.hasSample());
        session.setOnAction(event -> actions.chooseSession().run());
        lesson.setOnAction(event -> actions.takeLesson().run());
        hub.ifPresent(part -> page.getChildren().add(page.getChildren().indexOf(columns), part));
        showSteps();
        for (ObservableList<Path> list : List.of(models, sessions, leftovers)) {
            list.addListener((ListChangeListener<Path>) change -> showRecent());
        }
        showRecent();
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    private void showSteps() {
        steps.getChildren().add(heading("start.steps"));
        for (int i = 0; i < STEPS.size(); i++) {
            Label number = new Label(String.valueOf(i + 1));
            number.getStyleClass().add("step-number");
            Label text = new Label(Texts.get(STEPS.get(i)));
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            HBox row = new HBox(number, text);
            row.getStyleClass().add("step");
            steps.getChildren().add(row);
        }
    }

    private void showRecent() {
        recent.getChildren().setAll(heading("start.recent"));
        add(models, Feather.CPU, actions.openModel());
        add(sessions, Feather.FILE_TEXT, actions.openSession());
        add(leftovers, Feather.FILE, actions.openSession());
        if (recent.getChildren().size() == 1) {
            Label none = new Label(Texts.get("start.nothingRecent"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            recent.getChildren().add(none);
        }
    }

    private void add(List<Path> paths, Ikon icon, Consumer<Path> action) {
        for (Path path : paths.subList(0, Math.min(4, paths.size()))) {
            boolean unnamed = leftovers.contains(path);
            Hyperlink link = new Hyperlink(
                    unnamed ? Texts.get("start.unnamed") : String.valueOf(path.getFileName()), new FontIcon(icon));
            link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            link.setMaxWidth(320);
            link.setTooltip(new Tooltip(path.toString()));
            link.setOnAction(event -> action.accept(path));
            if (!unnamed) {
                MenuItem forget = new MenuItem(Texts.get("start.forget"));
                forget.setOnAction(event -> actions.forget().accept(path));
                link.setContextMenu(new ContextMenu(forget));
            }
            recent.getChildren().add(link);
        }
    }

    private static Label heading(String key) {
        Label heading = new Label(Texts.get(key));
        heading.getStyleClass().add("title-4");
        return heading;
    }
}
