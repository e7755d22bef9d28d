package org.tiltmeter.views.shell;

import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.Texts;

/// Help that needs no network: what the program does, how a number is read, the keys. UI thread.
final class HelpView {

    private static final List<String> TOPICS =
            List.of("help.counterfactual", "help.finding", "help.noiseFloor", "help.routing", "help.limits");

    private static final List<String> KEYS = List.of(
            "help.key.model",
            "help.key.new",
            "help.key.open",
            "help.key.save",
            "help.key.saveAs",
            "help.key.run",
            "help.key.cancel",
            "help.key.undo",
            "help.key.menu",
            "help.key.redo",
            "help.key.rename",
            "help.key.lists",
            "help.key.panes",
            "help.key.arrows",
            "help.key.fullScreen",
            "help.key.export",
            "help.key.find",
            "help.key.features",
            "help.key.commands",
            "help.key.jobs",
            "help.key.settings",
            "help.key.projector",
            "help.key.lesson",
            "help.key.text",
            "help.key.help");

    private final ScrollPane node = new ScrollPane();

    /// @param version of the program
    HelpView(String version) {
        VBox page = new VBox();
        page.getStyleClass().addAll("screen", "help");
        page.getChildren().add(styled(Texts.get("help.title"), "title-2"));
        for (String topic : TOPICS) {
            String[] parts = Texts.get(topic).split("\\|", 2);
            page.getChildren().addAll(styled(parts[0], "title-4"), styled(parts[parts.length - 1], "help-text"));
        }
        page.getChildren().addAll(styled(Texts.get("help.keys"), "title-4"), keys());
        String[] about = Texts.get("help.version", version).split("\\|", 2);
        page.getChildren().addAll(styled(about[0], "title-4"), styled(about[about.length - 1], "help-text"));
        node.setContent(page);
        node.setFitToWidth(true);
    }

    private static GridPane keys() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("key-grid");
        for (int i = 0; i < KEYS.size(); i++) {
            String[] parts = Texts.get(KEYS.get(i)).split("\\|", 2);
            grid.add(styled(parts[0], "key"), 0, i);
            grid.add(styled(parts[parts.length - 1], "help-text"), 1, i);
        }
        return grid;
    }

    private static Label styled(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        return label;
    }

    Parent node() {
        return node;
    }
}
