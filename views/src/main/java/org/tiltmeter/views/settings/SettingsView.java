package org.tiltmeter.views.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;

/// What the user can set: colours, text size, where and how models compute, where files are kept. UI thread.
public final class SettingsView {

    private static final int MOST_THREADS = 256;

    /// A device to choose; empty leaves it to the program.
    private record Choice(Optional<ComputeDevice> device) {}

    private final Settings settings;
    private final FileDialogs dialogs;
    private final GridPane grid = new GridPane();
    private final ComboBox<Choice> device = new ComboBox<>();
    private final ScrollPane node = new ScrollPane();

    /// @param dialogs ask for the folder
    public SettingsView(Settings settings, FileDialogs dialogs) {
        this.settings = settings;
        this.dialogs = dialogs;
        Label title = label(Texts.get("settings.title"), "title-2");
        grid.getStyleClass().add("settings-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        names.setMaxWidth(220);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        add("settings.theme", "settings.themeText", theme());
        add("settings.text", "settings.textText", textSize());
        add("settings.projector", "settings.projectorText", projector());
        add("settings.device", "settings.deviceText", device());
        add("settings.threads", "settings.threadsText", threads());
        add("settings.lessons", "settings.lessonsText", lessons());
        add("settings.cache", "settings.cacheText", cache());
        VBox page = new VBox(title, grid);
        page.getStyleClass().add("screen");
        node.setContent(page);
        node.setFitToWidth(true);
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    /// What models can be opened on here, once that is known.
    public void showDevices(List<ComputeDevice> usable) {
        Choice chosen = new Choice(settings.device());
        device.getItems().setAll(List.of(new Choice(Optional.empty())));
        usable.forEach(one -> device.getItems().add(new Choice(Optional.of(one))));
        if (!device.getItems().contains(chosen)) {
            device.getItems().add(chosen);
        }
        device.setValue(chosen);
    }

    private void add(String nameKey, String textKey, Node control) {
        Label name = label(Texts.get(nameKey), "strong");
        name.setLabelFor(control);
        Label text = label(Texts.get(textKey), "muted", "small-text");
        VBox value = new VBox(control, text);
        value.getStyleClass().add("settings-value");
        grid.addRow(grid.getRowCount(), name, value);
        GridPane.setValignment(name, VPos.TOP);
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node theme() {
        ToggleGroup group = new ToggleGroup();
        FlowPane row = row();
        for (ThemeChoice choice : ThemeChoice.values()) {
            ToggleButton button = new ToggleButton(
                    switch (choice) {
                        case AUTO -> Texts.get("settings.auto");
                        case LIGHT -> Texts.get("settings.light");
                        case DARK -> Texts.get("settings.dark");
                    },
                    new FontIcon(
                            switch (choice) {
                                case AUTO -> Feather.MONITOR;
                                case LIGHT -> Feather.SUN;
                                case DARK -> Feather.MOON;
                            }));
            button.setId("theme-" + choice.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            settings.themeProperty().subscribe(now -> button.setSelected(now == choice));
            button.setOnAction(event -> {
                button.setSelected(true);
                settings.themeProperty().set(choice);
            });
            row.getChildren().add(button);
        }
        return row;
    }

    private Node textSize() {
        Slider slider = new Slider(
                Settings.SMALLEST_TEXT,
                Settings.LARGEST_TEXT,
                settings.textSizeProperty().get());
        slider.setId("textSize");
        slider.setMajorTickUnit(20);
        slider.setMinorTickCount(1);
        slider.setBlockIncrement(10);
        slider.setSnapToTicks(true);
        slider.setPrefWidth(260);
        slider.setAccessibleText(Texts.get("settings.text"));
        Label value = label("", "strong");
        value.setMinWidth(Region.USE_PREF_SIZE);
        settings.textSizeProperty().subscribe(size -> {
            value.setText(Texts.get("lessons.percent", size));
            slider.setValue(size.doubleValue());
        });
        // While the thumb is held the text would grow and shrink under it.
        slider.valueChangingProperty().subscribe(changing -> {
            if (!changing) {
                settings.textSizeProperty().set((int) Math.round(slider.getValue()));
            }
        });
        slider.valueProperty().subscribe(size -> {
            if (!slider.isValueChanging()) {
                settings.textSizeProperty().set((int) Math.round(size.doubleValue()));
            }
        });
        FlowPane row = row();
        row.getChildren().addAll(slider, value);
        return row;
    }

    private Node projector() {
        ToggleButton button = new ToggleButton(Texts.get("settings.projectorOn"), new FontIcon(Feather.AIRPLAY));
        button.setId("projector");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.selectedProperty().bindBidirectional(settings.projectorProperty());
        return button;
    }

    private Node lessons() {
        ToggleGroup group = new ToggleGroup();
        FlowPane row = row();
        for (boolean recorded : new boolean[] {false, true}) {
            ToggleButton button = new ToggleButton(
                    Texts.get(recorded ? "settings.lessonsRecorded" : "settings.lessonsComputed"),
                    new FontIcon(recorded ? Feather.FILM : Feather.CPU));
            button.setId(recorded ? "lessons-recorded" : "lessons-computed");
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            settings.lessonRecordingsProperty().subscribe(now -> button.setSelected(now == recorded));
            button.setOnAction(event -> {
                button.setSelected(true);
                settings.lessonRecordingsProperty().set(recorded);
            });
            row.getChildren().add(button);
        }
        return row;
    }

    private Node device() {
        device.setId("device");
        device.setAccessibleText(Texts.get("settings.device"));
        device.setConverter(new WordsOf<>(SettingsView::words));
        showDevices(List.of());
        device.valueProperty().addListener((observed, before, after) -> {
            if (after != null) {
                settings.deviceProperty().set(after.device());
            }
        });
        return device;
    }

    private Node threads() {
        Spinner<Integer> spinner =
                new Spinner<>(0, MOST_THREADS, settings.threadsProperty().get());
        spinner.setId("threads");
        spinner.setEditable(false);
        spinner.setAccessibleText(Texts.get("settings.threads"));
        spinner.valueProperty()
                .addListener(
                        (observed, before, after) -> settings.threadsProperty().set(after));
        spinner.setPrefWidth(120);
        return spinner;
    }

    private Node cache() {
        Label folder = label("", "token-text");
        settings.cacheFolderProperty()
                .subscribe(
                        chosen -> folder.setText(chosen.map(Path::toString).orElse(Texts.get("settings.usualFolder"))));
        Button choose = new Button(Texts.get("settings.chooseFolder"));
        choose.setId("chooseCache");
        choose.setOnAction(event -> dialogs.chooseFolder(Texts.get("settings.cache"))
                .ifPresent(path -> settings.cacheFolderProperty().set(Optional.of(path))));
        Button usual = new Button(Texts.get("settings.useUsual"));
        usual.setId("usualCache");
        usual.setOnAction(event -> settings.cacheFolderProperty().set(Optional.empty()));
        usual.disableProperty().bind(settings.cacheFolderProperty().isEqualTo(Optional.empty()));
        FlowPane row = row();
        row.getChildren().addAll(choose, usual);
        VBox box = new VBox(folder, row);
        box.getStyleClass().add("section");
        return box;
    }

    private static FlowPane row() {
        FlowPane row = new FlowPane();
        row.getStyleClass().add("settings-row");
        return row;
    }

    private static String words(Choice shown) {
        return shown.device().map(ComputeDevice::label).orElse(Texts.get("settings.deviceAutomatic"));
    }
}
