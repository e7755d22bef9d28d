package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureMenu;
import org.tiltmeter.views.figures.FileSaver;

/// The tokens nearest to a direction. UI thread.
final class NearestWordsView {

    private final ConceptsViewModel viewModel;
    private final FileSaver saver;
    private final Parent node;

    @FXML
    private TableView<NearestWords.Row> words;

    @FXML
    private MenuButton wordsMenu;

    NearestWordsView(ConceptsViewModel viewModel, FileSaver saver) {
        this.viewModel = viewModel;
        this.saver = saver;
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        words.getColumns()
                .setAll(List.of(
                        column(Texts.get("concepts.raised"), NearestWords.Row::raised),
                        column(Texts.get("concepts.rise"), row -> Numbers.fixed(row.rise(), 2)),
                        column(Texts.get("concepts.lowered"), NearestWords.Row::lowered),
                        column(Texts.get("concepts.fall"), row -> Numbers.fixed(row.fall(), 2))));
        words.setPlaceholder(new Label(Texts.get("concepts.noWords")));
        words.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        viewModel.words().rowsProperty().subscribe(rows -> words.getItems().setAll(rows));
        wordsMenu.setGraphic(new FontIcon(Feather.MORE_HORIZONTAL));
        wordsMenu.setAccessibleText(Texts.get("figures.menu"));
        wordsMenu
                .getItems()
                .setAll(new FigureMenu(
                                viewModel.words()::figure,
                                () -> viewModel.fileName("words"),
                                () -> "",
                                saver,
                                wordsMenu)
                        .items());
        wordsMenu.disableProperty().bind(Bindings.isEmpty(words.getItems()));
    }

    private static TableColumn<NearestWords.Row, String> column(
            String title, Function<NearestWords.Row, String> value) {
        TableColumn<NearestWords.Row, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setSortable(false);
        return column;
    }
}
