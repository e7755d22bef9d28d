package org.tiltmeter.views.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.PickResult;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.tables.TableMenu;

/// Opens the menu of what is pointed at or has the keyboard: every table has one, and Shift+F10 and the menu key open
/// whatever menu there is. UI thread.
final class ContextMenus {

    /// Where a menu opens in something large that has the keyboard.
    private static final double MOST_INSET = 60;

    private final Scene scene;
    private final FileSaver saver;
    private @Nullable ContextMenu shown;

    ContextMenus(Scene scene, FileSaver saver) {
        this.scene = scene;
        this.saver = saver;
    }

    void install() {
        // What has a menu of its own has taken the event before it comes here.
        scene.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::open);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            Node owner = scene.getFocusOwner();
            boolean asked =
                    event.getCode() == KeyCode.CONTEXT_MENU || (event.getCode() == KeyCode.F10 && event.isShiftDown());
            if (asked && owner != null) {
                ask(owner);
                event.consume();
            }
        });
    }

    private static void ask(Node owner) {
        Bounds bounds = owner.getLayoutBounds();
        double x = bounds.getMinX() + Math.min(MOST_INSET, bounds.getWidth() / 2);
        double y = bounds.getMinY() + Math.min(MOST_INSET, bounds.getHeight() / 2);
        var onScene = owner.localToScene(x, y);
        var onScreen = owner.localToScreen(x, y);
        if (onScreen != null) {
            owner.fireEvent(new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                    onScene.getX(),
                    onScene.getY(),
                    onScreen.getX(),
                    onScreen.getY(),
                    true,
                    new PickResult(owner, onScene.getX(), onScene.getY())));
        }
    }

    private void open(ContextMenuEvent event) {
        Node target = event.getTarget() instanceof Node node ? node : null;
        TableView<?> table = around(target, TableView.class);
        if (table != null) {
            if (shown != null) {
                shown.hide();
            }
            TableCell<?, ?> cell = around(target, TableCell.class);
            ContextMenu menu = cell == null
                    ? TableMenu.of(table, table.getFocusModel().getFocusedIndex(), null, saver)
                    : TableMenu.of(table, cell.isEmpty() ? -1 : cell.getIndex(), cell.getTableColumn(), saver);
            shown = menu;
            menu.show(table, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    private static <T> @Nullable T around(@Nullable Node node, Class<T> kind) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
        }
        return null;
    }
}
