package org.tiltmeter.views.model;

import java.nio.file.Path;
import java.util.List;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.architecture.FoundModels;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;

/// The models below a folder, to choose one from, and why the other files were passed over. UI thread.
public final class FoundModelsView {

    private final ModelViewModel viewModel;
    private final Parent node;

    @FXML
    private Label title;

    @FXML
    private Label folder;

    @FXML
    private GridPane models;

    @FXML
    private Label incomplete;

    @FXML
    private VBox passedOver;

    @FXML
    private GridPane passedOverRows;

    @FXML
    private Button dismiss;

    /// A view of what was found last.
    public FoundModelsView(ModelViewModel viewModel) {
        this.viewModel = viewModel;
        this.node = Fxml.load(this);
        dismiss.setOnAction(event -> viewModel.dismiss());
        viewModel.foundProperty().subscribe(ignored -> show());
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    private void show() {
        FoundModels found = viewModel.foundProperty().get();
        if (found == null) {
            return;
        }
        title.setText(Texts.get("found.title", found.models().size()));
        folder.setText(found.folder().toString());
        incomplete.setVisible(!found.complete());
        incomplete.setManaged(!found.complete());
        models.getChildren().clear();
        List<ModelSummary> list = found.models();
        for (int i = 0; i < list.size(); i++) {
            ModelSummary model = list.get(i);
            models.addRow(
                    i,
                    link(found.folder(), model),
                    plain(model.family()),
                    plain(ModelWords.experts(model)),
                    plain(Sizes.bytes(model.weightBytes())));
        }
        passedOver.setVisible(!found.passedOver().isEmpty());
        passedOver.setManaged(!found.passedOver().isEmpty());
        passedOverRows.getChildren().clear();
        for (int i = 0; i < found.passedOver().size(); i++) {
            FoundModels.PassedOver passed = found.passedOver().get(i);
            passedOverRows.addRow(i, wrapped(name(found.folder(), passed.path())), wrapped(FoundWords.why(passed)));
        }
    }

    private Hyperlink link(Path root, ModelSummary model) {
        Hyperlink link = new Hyperlink(name(root, model.folder()));
        link.setWrapText(true);
        link.setMinHeight(Region.USE_PREF_SIZE);
        link.setOnAction(event -> viewModel.choose(model.folder()));
        return link;
    }

    /// A path as seen from the folder that was searched.
    private static String name(Path root, Path path) {
        Path relative = root.relativize(path);
        return relative.toString().isEmpty() ? String.valueOf(path.getFileName()) : relative.toString();
    }

    private static Label plain(String text) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        GridPane.setValignment(label, VPos.TOP);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
