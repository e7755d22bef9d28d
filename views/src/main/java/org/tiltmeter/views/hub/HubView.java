package org.tiltmeter.views.hub;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.hub.FetchPlan;
import org.tiltmeter.hub.HubFile;
import org.tiltmeter.views.FactGrid;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;

/// Getting a model from a hub: its id, what would be fetched, fetching. UI thread.
public final class HubView {

    private static final int BRIEF_COMMIT = 10;

    /// Longer lists begin folded.
    private static final int MOST_SHOWN = 12;

    private final HubViewModel viewModel;
    private final Parent node;

    @FXML
    private Label lead;

    @FXML
    private TextField words;

    @FXML
    private PasswordField token;

    @FXML
    private Button lookUp;

    @FXML
    private Hyperlink withToken;

    @FXML
    private VBox offer;

    @FXML
    private VBox lists;

    @FXML
    private Label name;

    @FXML
    private Label source;

    @FXML
    private FactGrid facts;

    @FXML
    private VBox warnings;

    @FXML
    private Label folder;

    @FXML
    private Button change;

    @FXML
    private TitledPane files;

    @FXML
    private GridPane fileRows;

    @FXML
    private TitledPane leftOut;

    @FXML
    private VBox leftOutRows;

    @FXML
    private Button fetch;

    @FXML
    private Button putAway;

    @FXML
    private Button stop;

    @FXML
    private VBox working;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label workingText;

    /// @param progress share of the running work that is done
    /// @param progressText the running work in words
    public HubView(
            HubViewModel viewModel,
            FileDialogs dialogs,
            ObservableValue<Number> progress,
            ObservableValue<String> progressText) {
        this.viewModel = viewModel;
        this.node = Fxml.load(this);
        lead.setText(Texts.get("hub.lead", viewModel.host()));
        words.textProperty().bindBidirectional(viewModel.wordsProperty());
        words.setOnAction(event -> viewModel.lookUp());
        token.textProperty().bindBidirectional(viewModel.tokenProperty());
        token.setOnAction(event -> viewModel.lookUp());
        place(token, false);
        withToken.setOnAction(event -> askForToken());
        lookUp.setGraphic(new FontIcon(Feather.SEARCH));
        lookUp.setOnAction(event -> viewModel.lookUp());
        lookUp.disableProperty().bind(viewModel.canLookUp().not());
        fetch.setGraphic(new FontIcon(Feather.DOWNLOAD));
        fetch.setOnAction(event -> {
            viewModel.fetch();
            stop.requestFocus();
        });
        putAway.setOnAction(event -> viewModel.putAway());
        stop.setOnAction(event -> viewModel.cancel());
        change.setOnAction(
                event -> dialogs.chooseFolder(Texts.get("hub.chooseFolder")).ifPresent(viewModel::chooseFolder));
        bar.progressProperty().bind(progress);
        workingText.textProperty().bind(progressText);
        viewModel.stageProperty().subscribe(ignored -> show());
        viewModel.offerProperty().subscribe(ignored -> show());
    }

    /// The part of a screen.
    public Parent node() {
        return node;
    }

    private void askForToken() {
        place(token, true);
        place(withToken, false);
        token.requestFocus();
    }

    private void show() {
        FetchStage stage = viewModel.stageProperty().get();
        FetchOffer offered = viewModel.offerProperty().get();
        boolean fetching = stage == FetchStage.FETCHING;
        place(working, fetching || stage == FetchStage.LOOKING_UP);
        place(offer, offered != null);
        place(lists, offered != null);
        words.setDisable(fetching);
        token.setDisable(fetching);
        place(fetch, !fetching);
        place(putAway, !fetching);
        change.setDisable(fetching);
        if (offered != null) {
            describe(offered);
        }
    }

    private static void place(Node part, boolean visible) {
        part.setVisible(visible);
        part.setManaged(visible);
    }

    private void describe(FetchOffer offered) {
        FetchPlan plan = offered.plan();
        name.setText(plan.model().toString());
        source.setText(Texts.get("hub.source", plan.source()));
        facts.show(facts(offered));
        warnings.getChildren()
                .setAll(HubWords.warnings(offered).stream()
                        .map(line -> label(line, "warning-text"))
                        .toList());
        folder.setText(offered.target().folder().toString());
        files.setExpanded(plan.files().size() <= MOST_SHOWN);
        files.setText(Texts.get("hub.files", plan.files().size(), Sizes.bytes(plan.bytes())));
        fileRows.getChildren().clear();
        for (int i = 0; i < plan.files().size(); i++) {
            HubFile file = plan.files().get(i);
            Label size = new Label(Sizes.bytes(file.bytes()));
            size.setMinWidth(Region.USE_PREF_SIZE);
            fileRows.addRow(i, size, label(file.name(), "mono"));
        }
        leftOut.setText(Texts.get("hub.leftOut", plan.leftOut().size()));
        place(leftOut, !plan.leftOut().isEmpty());
        leftOutRows
                .getChildren()
                .setAll(HubWords.leftOut(plan).stream()
                        .map(line -> label(line, "muted"))
                        .toList());
        fetch.setText(Texts.get("hub.fetch", Sizes.bytes(offered.target().missing())));
        fetch.setDisable(!offered.target().fits());
    }

    private static List<FactGrid.Fact> facts(FetchOffer offered) {
        FetchPlan plan = offered.plan();
        List<FactGrid.Fact> list = new ArrayList<>();
        plan.family()
                .ifPresent(family ->
                        list.add(new FactGrid.Fact(Texts.get("model.family"), family, Texts.get("model.familyTip"))));
        list.add(new FactGrid.Fact(
                Texts.get("hub.commit"),
                plan.commit().substring(0, BRIEF_COMMIT),
                Texts.get("hub.commitTip", plan.commit())));
        list.add(FactGrid.Fact.of(Texts.get("hub.total"), Sizes.bytes(plan.bytes())));
        if (offered.target().present() > 0) {
            list.add(FactGrid.Fact.of(
                    Texts.get("hub.present"), Sizes.bytes(offered.target().present())));
        }
        list.add(FactGrid.Fact.of(
                Texts.get("hub.free"), Sizes.bytes(offered.target().free())));
        return list;
    }

    private static Label label(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
