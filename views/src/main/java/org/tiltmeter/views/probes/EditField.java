package org.tiltmeter.views.probes;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;

/// A text field that edits one place of the probe set while the user types and follows the set
/// otherwise. UI thread.
final class EditField {

    private final TextInputControl control;
    private final Supplier<String> value;
    private final UnaryOperator<String> canonical;
    private boolean following;

    private EditField(
            TextInputControl control, Supplier<String> value, UnaryOperator<String> canonical, Consumer<String> edit) {
        this.control = control;
        this.value = value;
        this.canonical = canonical;
        control.setText(value.get());
        control.textProperty().addListener((observed, before, after) -> {
            if (!following) {
                edit.accept(after);
            }
        });
        control.focusedProperty().addListener((observed, before, focused) -> {
            if (!focused) {
                follow();
            }
        });
    }

    /// A line.
    ///
    /// @param value what the set holds there
    /// @param edit what typing does
    static EditField line(String prompt, Supplier<String> value, Consumer<String> edit) {
        return new EditField(prompted(new TextField(), prompt), value, UnaryOperator.identity(), edit);
    }

    /// A line that is there already.
    static EditField attached(TextField field, Supplier<String> value, Consumer<String> edit) {
        return new EditField(field, value, UnaryOperator.identity(), edit);
    }

    /// A line with words separated by commas.
    static EditField words(String prompt, Supplier<String> value, Consumer<String> edit) {
        return new EditField(
                prompted(new WordsField(), prompt), value, text -> ProbeEdits.text(ProbeEdits.words(text)), edit);
    }

    /// Several lines with words separated by commas.
    static EditField manyWords(String prompt, Supplier<String> value, Consumer<String> edit) {
        TextArea area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(5);
        return new EditField(prompted(area, prompt), value, text -> ProbeEdits.text(ProbeEdits.words(text)), edit);
    }

    /// Several lines of text that stands as it is typed.
    static EditField text(String prompt, int rows, Supplier<String> value, Consumer<String> edit) {
        TextArea area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(rows);
        return new EditField(prompted(area, prompt), value, UnaryOperator.identity(), edit);
    }

    /// Several lines, each of them one text; blank lines are nothing.
    static EditField lines(String prompt, Supplier<String> value, Consumer<String> edit) {
        TextArea area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(2);
        return new EditField(
                prompted(area, prompt),
                value,
                text -> text.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n")),
                edit);
    }

    /// A line that takes a column or row of a spreadsheet as words.
    private static final class WordsField extends TextField {

        @Override
        public void paste() {
            String pasted = Clipboard.getSystemClipboard().getString();
            if (pasted != null) {
                replaceSelection(pasted.strip().replaceAll("\\s*[\\t\\r\\n]+\\s*", ", "));
            }
        }
    }

    private static TextInputControl prompted(TextInputControl control, String prompt) {
        control.setPromptText(prompt);
        control.setAccessibleText(prompt);
        return control;
    }

    /// Shows what the set holds, unless what was typed means the same.
    void follow() {
        String held = value.get();
        if (!held.equals(canonical.apply(control.getText()))) {
            following = true;
            control.setText(held);
            following = false;
        }
    }

    TextInputControl control() {
        return control;
    }
}
