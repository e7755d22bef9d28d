package org.tiltmeter.views.shell;

import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;

/// Meets every node below a root once: those that are there, and each that comes later, as when a tab is shown for
/// the first time or a skin makes its parts, before it is laid out. UI thread.
final class Growth {

    private static final String KNOWN = "tiltmeter.growth";

    private Growth() {}

    /// @param meet is told of each node and says whether to look below it
    static void follow(Node node, Predicate<Node> meet) {
        if (node.getProperties().putIfAbsent(KNOWN, true) != null || !meet.test(node)) {
            return;
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().addListener((ListChangeListener<Node>) change -> {
                while (change.next()) {
                    change.getAddedSubList().forEach(added -> follow(added, meet));
                }
            });
            parent.getChildrenUnmodifiable().forEach(child -> follow(child, meet));
        }
    }
}
