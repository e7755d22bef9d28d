package org.tiltmeter.views.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.session.SessionSearch;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.session.SessionViewModel;

/// Searches sessions by the words in them; gives the one to open. UI thread.
final class SessionSearchDialog extends Dialog<Path> {

    private static final Duration REST = Duration.millis(250);
    private static final ButtonType OPEN = new ButtonType(Texts.get("session.searchOpen"), ButtonData.OK_DONE);

    private final SessionViewModel session;
    private final TextField words = new TextField();
    private final ListView<SessionSearch.Hit> hits = new ListView<>();
    private final Label note = new Label();
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable Job running;

    SessionSearchDialog(SessionViewModel session, Window owner) {
        this.session = session;
        initOwner(owner);
        setTitle(Texts.get("session.search"));
        // A prompt in the field would be cut off where type is large.
        Label prompt = new Label(Texts.get("session.searchPrompt"));
        prompt.setWrapText(true);
        prompt.setMinHeight(Region.USE_PREF_SIZE);
        prompt.setLabelFor(words);
        words.setId("session-search-words");
        words.setAccessibleText(Texts.get("session.searchPrompt"));
        hits.setId("session-search-hits");
        hits.setAccessibleText(Texts.get("session.search"));
        hits.setCellFactory(list -> new HitCell());
        Label nothing = new Label(Texts.get("session.searchNothing"));
        nothing.setWrapText(true);
        hits.setPlaceholder(nothing);
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        VBox page = new VBox(prompt, words, hits, note);
        page.getStyleClass().addAll("field", "search-page");
        VBox.setVgrow(hits, Priority.ALWAYS);
        getDialogPane().setContent(page);
        // As the window looks, and as large.
        getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        getDialogPane().setStyle(owner.getScene().getRoot().getStyle());
        setResizable(true);
        getDialogPane().getButtonTypes().setAll(OPEN, ButtonType.CANCEL);
        getDialogPane()
                .lookupButton(OPEN)
                .disableProperty()
                .bind(hits.getSelectionModel().selectedItemProperty().isNull());
        setResultConverter(button -> {
            SessionSearch.Hit chosen = hits.getSelectionModel().getSelectedItem();
            return button == OPEN && chosen != null ? chosen.file() : null;
        });
        hits.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                choose();
            }
        });
        hits.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                choose();
            }
        });
        rest.setOnFinished(event -> search());
        words.textProperty().subscribe(text -> rest.playFromStart());
        setOnShown(event -> words.requestFocus());
        setOnHidden(event -> stop());
    }

    private void choose() {
        SessionSearch.Hit chosen = hits.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            setResult(chosen.file());
            close();
        }
    }

    private void stop() {
        rest.stop();
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    private void search() {
        stop();
        running = session.search(words.getText(), this::show);
    }

    private void show(Outcome<SessionSearch.Result> outcome) {
        Problem.of(outcome).ifPresent(problem -> note.setText(problem.text()));
        if (outcome instanceof Outcome.Done<SessionSearch.Result> done) {
            hits.getItems().setAll(done.result().hits());
            List<String> passedOver = done.result().passedOver();
            note.setText(
                    passedOver.isEmpty() ? "" : Texts.get("session.searchPassedOver", String.join(" ", passedOver)));
        }
    }

    private static final class HitCell extends ListCell<SessionSearch.Hit> {

        @Override
        protected void updateItem(SessionSearch.@Nullable Hit hit, boolean empty) {
            super.updateItem(hit, empty);
            if (empty || hit == null) {
                setText(null);
            } else {
                setText(Texts.get(
                        "session.searchHit",
                        hit.title(),
                        String.join(", ", hit.models()),
                        hit.results(),
                        hit.file().toString(),
                        hit.found()));
            }
        }
    }
}
