package org.tiltmeter.views.tables;

import java.util.function.Consumer;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What keys do with the chosen row of a table. UI thread.
public final class RowKeys {

    private RowKeys() {}

    /// Enter does what clicking on a row does.
    public static <S> void onEnter(TableView<S> table, Consumer<S> action) {
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            S chosen = table.getSelectionModel().getSelectedItem();
            boolean alone = !event.isShortcutDown() && !event.isAltDown();
            if (event.getCode() == KeyCode.ENTER && alone && chosen != null) {
                action.accept(chosen);
                event.consume();
            }
        });
    }
}
