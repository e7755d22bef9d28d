package org.tiltmeter.views.shell;

import atlantafx.base.theme.Styles;
import java.time.Clock;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.views.Texts;

/// What the user sees of a fault that nothing caught: one window with a short code, a report to copy, and the way
/// back. Further faults are counted in the same window. UI thread.
final class FaultWindow {

    private static final Logger LOG = LoggerFactory.getLogger(FaultWindow.class);
    private static final int LONGEST_REPORT = 100_000;

    private final Stage owner;
    private final Scene look;
    private final String version;
    private final Clock clock;
    private final Label code = new Label();
    private final Label more = new Label();
    private final TextArea report = new TextArea();
    private final Stage stage = new Stage();
    private int count;

    /// @param owner in front of which it is shown
    /// @param look whose style sheets and text size it takes over
    /// @param version of the program
    FaultWindow(Stage owner, Scene look, String version, Clock clock) {
        this.owner = owner;
        this.look = look;
        this.version = version;
        this.clock = clock;
    }

    /// Logs a fault and shows it.
    void show(Throwable thrown) {
        FaultReport fault = FaultReport.of(thrown, version, clock.instant());
        LOG.error("fault {}", fault.code(), thrown);
        if (stage.getScene() == null) {
            build();
        }
        if (!stage.isShowing()) {
            count = 0;
            report.clear();
            code.setText(fault.code());
        }
        count++;
        if (report.getLength() < LONGEST_REPORT) {
            report.appendText(fault.text() + System.lineSeparator());
            report.positionCaret(0);
        }
        // Type and theme may have changed since the window was made.
        stage.getScene().getRoot().setStyle(look.getRoot().getStyle());
        stage.getScene().getStylesheets().setAll(look.getStylesheets());
        if (!stage.isShowing()) {
            stage.sizeToScene();
        }
        more.setText(count == 1 ? "" : Texts.get("fault.more", count - 1));
        stage.show();
    }

    private void build() {
        Label title = new Label(Texts.get("fault.title"));
        title.getStyleClass().add("title-3");
        Label text = new Label(Texts.get("fault.text"));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        code.setId("faultCode");
        code.getStyleClass().addAll("title-4", "token-text");
        more.getStyleClass().add("muted");
        more.setId("faultMore");
        HBox codes = new HBox(code, more);
        codes.getStyleClass().add("tool-row");
        report.setId("faultReport");
        report.setEditable(false);
        report.getStyleClass().add("token-text");
        report.setAccessibleText(Texts.get("fault.report"));
        VBox.setVgrow(report, Priority.ALWAYS);
        Button copy = new Button(Texts.get("fault.copy"));
        copy.setId("faultCopy");
        copy.setOnAction(event -> {
            ClipboardContent clipboard = new ClipboardContent();
            clipboard.putString(report.getText());
            Clipboard.getSystemClipboard().setContent(clipboard);
        });
        Button back = new Button(Texts.get("fault.back"));
        back.setId("faultBack");
        back.getStyleClass().add(Styles.ACCENT);
        back.setDefaultButton(true);
        back.setOnAction(event -> stage.hide());
        HBox buttons = new HBox(copy, back);
        buttons.getStyleClass().add("tool-row");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox page = new VBox(title, text, codes, report, buttons);
        page.getStyleClass().addAll("screen", "content", "fault-page");
        Scene scene = new Scene(page);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
        stage.initOwner(owner);
        stage.setTitle(Texts.get("fault.title"));
        stage.setScene(scene);
    }
}
