package org.tiltmeter.views;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Span;

/// The two texts of a pair, one below the other, what differs marked by colour, weight and a line. UI thread.
public final class PairText extends VBox {

    private final boolean wrapping;

    /// @param wrapping whether long texts go on in the next line instead of being cut
    public PairText(boolean wrapping) {
        this.wrapping = wrapping;
        getStyleClass().add("pair-text");
    }

    /// Shows a pair, or nothing.
    public void show(@Nullable CounterfactualPair pair) {
        if (pair == null) {
            getChildren().clear();
            setAccessibleText("");
            return;
        }
        getChildren().setAll(line("A", pair.textA(), pair.changedA()), line("B", pair.textB(), pair.changedB()));
        setAccessibleText(pair.textA() + " / " + pair.textB());
    }

    private Node line(String letter, String text, List<Span> changed) {
        Label name = new Label(letter);
        name.getStyleClass().add("pair-letter");
        name.setMinWidth(USE_PREF_SIZE);
        List<Text> pieces = pieces(text, changed);
        HBox row = new HBox(name);
        row.getStyleClass().add("pair-line");
        row.setMinWidth(0);
        if (wrapping) {
            TextFlow flow = new TextFlow(pieces.toArray(Text[]::new));
            HBox.setHgrow(flow, javafx.scene.layout.Priority.ALWAYS);
            row.getChildren().add(flow);
        } else {
            HBox words = new HBox(pieces.toArray(Text[]::new));
            words.setMinWidth(0);
            row.getChildren().add(words);
        }
        return row;
    }

    private static List<Text> pieces(String text, List<Span> changed) {
        List<Text> pieces = new ArrayList<>();
        int at = 0;
        for (Span span : changed) {
            add(pieces, text.substring(at, span.start()), "plain-text");
            add(pieces, text.substring(span.start(), span.end()), "changed-text");
            at = span.end();
        }
        add(pieces, text.substring(at), "plain-text");
        return pieces;
    }

    private static void add(List<Text> pieces, String words, String styleClass) {
        if (!words.isEmpty()) {
            Text piece = new Text(words);
            piece.getStyleClass().add(styleClass);
            pieces.add(piece);
        }
    }
}
