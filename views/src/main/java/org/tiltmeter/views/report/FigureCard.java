package org.tiltmeter.views.report;

import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.session.PinnedFigure;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.ScreenImages;

/// One pinned figure: its picture, title and note; moved by dragging or by its buttons. UI thread.
final class FigureCard extends VBox {

    private static final double PICTURE_WIDTH = 220;
    private static final double PICTURE_HEIGHT = 220;
    private static final String DRAGGED = "tiltmeter-figure:";

    private final ReportViewModel viewModel;
    private final PinnedFigure figure;
    private final TextField title = new TextField();
    private final TextArea note = new TextArea();

    /// @param place where it stands, from 0
    /// @param count number of all figures
    FigureCard(ReportViewModel viewModel, PinnedFigure figure, int place, int count) {
        this.viewModel = viewModel;
        this.figure = figure;
        getStyleClass().add("report-figure");
        ImageView picture = new ImageView();
        picture.setPreserveRatio(true);
        picture.setFitWidth(PICTURE_WIDTH);
        picture.setFitHeight(PICTURE_HEIGHT);
        picture.setAccessibleText(figure.title());
        viewModel.thumbnail(figure, drawn -> picture.setImage(ScreenImages.of(drawn)));
        title.setText(figure.title());
        title.setAccessibleText(Texts.get("report.figureTitle"));
        note.setText(figure.note());
        note.setPromptText(Texts.get("report.notePrompt"));
        note.setAccessibleText(Texts.get("report.notePrompt"));
        note.setPrefRowCount(2);
        note.setWrapText(true);
        for (Region field : new Region[] {title, note}) {
            field.focusedProperty().subscribe((before, after) -> {
                if (Boolean.FALSE.equals(after)) {
                    viewModel.figures().describe(figure, title.getText(), note.getText());
                }
            });
        }
        title.setOnAction(event -> viewModel.figures().describe(figure, title.getText(), note.getText()));
        getChildren().addAll(picture, title, note, buttons(place, count));
        acceptDragging(place);
    }

    private HBox buttons(int place, int count) {
        Button up = button(
                Feather.ARROW_UP, "report.moveUp", () -> viewModel.figures().move(place, place - 1));
        Button down = button(
                Feather.ARROW_DOWN, "report.moveDown", () -> viewModel.figures().move(place, place + 1));
        Button remove =
                button(Feather.X, "report.unpin", () -> viewModel.figures().unpin(figure));
        up.setDisable(place == 0);
        down.setDisable(place == count - 1);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(up, down, space, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(Ikon icon, String key, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setAccessibleText(Texts.get(key));
        button.setTooltip(new Tooltip(Texts.get(key)));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void acceptDragging(int place) {
        setOnDragDetected(event -> {
            Dragboard board = startDragAndDrop(TransferMode.MOVE);
            ClipboardContent content = new ClipboardContent();
            content.putString(DRAGGED + place);
            board.setContent(content);
            event.consume();
        });
        setOnDragOver(event -> {
            dragged(event.getDragboard(), (from, ignored) -> event.acceptTransferModes(TransferMode.MOVE), place);
            event.consume();
        });
        setOnDragDropped(event -> {
            dragged(event.getDragboard(), viewModel.figures()::move, place);
            event.setDropCompleted(true);
            event.consume();
        });
    }

    private static void dragged(Dragboard board, BiConsumer<Integer, Integer> action, int place) {
        String content = board.hasString() ? board.getString() : "";
        if (content.startsWith(DRAGGED)) {
            action.accept(Integer.parseInt(content.substring(DRAGGED.length())), place);
        }
    }
}
