package org.tiltmeter.views.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.HeatmapView;

/// What is wrong with a screen as it stands: cut-off words, controls over one another, too little contrast, controls
/// that a screen reader cannot name. UI thread.
public final class ScreenFaults {

    private static final double ENOUGH = 4.5;
    private static final double ENOUGH_FOR_LARGE = 3;
    private static final double LARGE_PIXELS = 24;
    private static final double TOUCH = 2;
    private static final Set<String> OVER = Set.of("palette", "jobs-panel", "toasts", "drop-target");
    private static final double LEAST_FIGURE = 160;

    private ScreenFaults() {}

    /// Every visible node below a root, itself included.
    public static List<Node> visible(Node root) {
        List<Node> nodes = new ArrayList<>();
        collect(root, nodes);
        return nodes;
    }

    private static void collect(Node node, List<Node> nodes) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        nodes.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, nodes));
        }
    }

    private static String name(Node node) {
        String words = node instanceof Labeled labeled ? " “" + labeled.getText() + "”" : "";
        String id = node.getId() == null ? "" : "#" + node.getId();
        return node.getClass().getSimpleName() + id + words + " " + node.getStyleClass();
    }

    private static boolean isInCell(Node node) {
        if (node.getParent() instanceof ComboBoxBase<?>) {
            return false;
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof IndexedCell<?> || at instanceof TableColumnHeader) {
                return true;
            }
        }
        return false;
    }

    /// Labels whose words are cut off. Cells and headers of tables have columns to widen; a label that shortens its
    /// middle on purpose or says its words in a tooltip is no fault.
    public static List<String> cutOff(Node root) {
        List<String> faults = new ArrayList<>();
        for (Node node : visible(root)) {
            if (node instanceof Labeled labeled
                    && labeled.getText() != null
                    && !labeled.getText().isEmpty()
                    && labeled.getContentDisplay() != javafx.scene.control.ContentDisplay.GRAPHIC_ONLY
                    && labeled.getTextOverrun() != OverrunStyle.CENTER_ELLIPSIS
                    && labeled.getTooltip() == null
                    && !(node.getParent() instanceof ComboBoxBase<?> box && box.getTooltip() != null)
                    && !isInCell(node)) {
                for (Node child : labeled.getChildrenUnmodifiable()) {
                    if (child instanceof Text text
                            && !isIcon(text)
                            && !squeezed(text.getText()).equals(squeezed(labeled.getText()))) {
                        faults.add(name(node) + " shows “" + text.getText() + "”");
                    }
                }
            }
            if (node instanceof TextField field && isPromptCutOff(field)) {
                faults.add(name(node) + " has no room for “" + field.getPromptText() + "”");
            }
        }
        return faults;
    }

    private static boolean isPromptCutOff(TextField field) {
        String prompt = field.getPromptText();
        if (prompt == null || !field.getText().isEmpty() || isPartOfControl(field) || isInCell(field)) {
            return false;
        }
        Text words = new Text(prompt);
        words.setFont(field.getFont());
        double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset();
        return words.getLayoutBounds().getWidth() > room + TOUCH;
    }

    /// A mnemonic's underscore is not shown.
    private static String squeezed(String text) {
        return text.replaceAll("[\\s_]", "");
    }

    private static boolean isControl(Node node) {
        return node instanceof ButtonBase
                || node instanceof TextInputControl
                || node instanceof ComboBoxBase<?>
                || node instanceof Slider
                || node instanceof Spinner<?>;
    }

    private static boolean isPartOfControl(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (isControl(at)) {
                return true;
            }
        }
        return false;
    }

    /// What is seen of a node: its bounds in the scene within those of the scroll panes around it.
    private static Bounds seen(Node node) {
        Bounds bounds = node.localToScene(node.getBoundsInLocal());
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("viewport") || at.getClip() != null || at instanceof SplitPane) {
                bounds = intersection(bounds, at.localToScene(at.getLayoutBounds()));
            }
        }
        return bounds;
    }

    /// Controls, words and drawings whose right side is cut off by a pane that does not scroll there, screens that
    /// scroll sideways as a whole, and figures with no room to be read.
    public static List<String> clipped(Node root) {
        List<String> faults = new ArrayList<>();
        for (Node node : visible(root)) {
            if (node instanceof ScrollPane pane && isScreen(pane) && scrollsSideways(pane)) {
                faults.add(name(pane) + " scrolls sideways");
            }
            if (isFigure(node) && node.getLayoutBounds().getHeight() < LEAST_FIGURE) {
                faults.add(name(node) + " is only " + node.getLayoutBounds().getHeight() + " high");
            }
            boolean counts = isControl(node) || node instanceof Label || node instanceof Canvas;
            if (counts && !isInTabMenu(node) && !isPartOfControl(node) && !isInCell(node) && isSeen(node)) {
                cutting(node).ifPresent(pane -> faults.add(name(node) + " is cut off at its right by " + name(pane)));
            }
        }
        return faults;
    }

    private static boolean isFigure(Node node) {
        return (node instanceof HeatmapView heatmap && heatmap.cellsProperty().get() != null)
                || (node instanceof FigureView figure && figure.figureProperty().get() != null);
    }

    /// With large type, tabs that do not fit are in a menu beside them.
    private static boolean isInTabMenu(Node node) {
        return node instanceof Label label
                && label.getStyleClass().contains("tab-label")
                && label.getFont().getSize() >= LARGE_PIXELS;
    }

    private static boolean isScreen(ScrollPane pane) {
        return pane.getStyleClass().contains("feature-scroll") || pane.getParent() instanceof StackPane;
    }

    private static boolean scrollsSideways(ScrollPane pane) {
        return pane.getContent() != null
                && pane.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER
                && pane.getContent().getLayoutBounds().getWidth()
                        > pane.getViewportBounds().getWidth() + TOUCH;
    }

    private static boolean isSeen(Node node) {
        Bounds seen = seen(node);
        return seen.getWidth() > TOUCH && seen.getHeight() > TOUCH;
    }

    /// The pane around a node that cuts it off: one with a clip, unless it can be scrolled there.
    private static Optional<Node> cutting(Node node) {
        double right = node.localToScene(node.getLayoutBounds()).getMaxX();
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at.getClip() != null && at.localToScene(at.getLayoutBounds()).getMaxX() + TOUCH < right) {
                boolean scrolls = at.getParent() instanceof ScrollPane pane && scrollsSideways(pane);
                return scrolls ? Optional.empty() : Optional.of(at.getParent() == null ? at : at.getParent());
            }
        }
        return Optional.empty();
    }

    private static Bounds intersection(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX());
        double y = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(
                x,
                y,
                Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - x),
                Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - y));
    }

    /// What lies over the screens on purpose and holds a node; empty for a node of the screens.
    private static Optional<Node> over(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().stream().anyMatch(OVER::contains)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /// Controls that lie over one another, or reach out of the window where nothing scrolls.
    public static List<String> overlapping(Node root) {
        List<String> faults = new ArrayList<>();
        List<Node> controls = visible(root).stream()
                .filter(node -> isControl(node) && !isPartOfControl(node) && !isInCell(node))
                .toList();
        List<Bounds> bounds = controls.stream().map(ScreenFaults::seen).toList();
        Bounds window = root.localToScene(root.getLayoutBounds());
        for (int i = 0; i < controls.size(); i++) {
            Bounds one = bounds.get(i);
            if (one.getWidth() == 0 || one.getHeight() == 0) {
                continue;
            }
            if (one.getMaxX() > window.getMaxX() + TOUCH || one.getMaxY() > window.getMaxY() + TOUCH) {
                faults.add(name(controls.get(i)) + " reaches out of the window");
            }
            for (int j = i + 1; j < controls.size(); j++) {
                Bounds both = intersection(one, bounds.get(j));
                if (over(controls.get(i)).equals(over(controls.get(j)))
                        && both.getWidth() > TOUCH
                        && both.getHeight() > TOUCH) {
                    faults.add(name(controls.get(i)) + " lies over " + name(controls.get(j)));
                }
            }
        }
        return faults;
    }

    /// Controls that take the keyboard and have no name, and drawings without words.
    public static List<String> nameless(Node root) {
        List<String> faults = new ArrayList<>();
        List<Node> nodes = visible(root);
        for (Node node : nodes) {
            if (node instanceof Control control
                    && isControl(node)
                    && !isPartOfControl(node)
                    && !hasName(control)
                    && nodes.stream().noneMatch(other -> other instanceof Label label && label.getLabelFor() == node)) {
                faults.add(name(node) + " has no name");
            }
            if (node instanceof Canvas && !hasWords(node)) {
                faults.add(name(node) + " in " + name(node.getParent()) + " has no words");
            }
        }
        return faults;
    }

    /// Figures that do not say how they are read or what they show.
    ///
    /// @param seen takes the words of those that were seen
    public static List<String> unexplained(Node root, Set<String> seen) {
        List<String> faults = new ArrayList<>();
        List<Node> nodes = visible(root);
        for (Node node : nodes) {
            if (node instanceof FigureView view && view.figureProperty().get() != null) {
                check(node, view.getAccessibleText(), nodes, faults);
                seen.add(String.valueOf(view.getAccessibleText()));
            } else if (node instanceof HeatmapView view && view.cellsProperty().get() != null) {
                check(node.getParent(), view.getAccessibleText(), nodes, faults);
                seen.add(String.valueOf(view.getAccessibleText()));
            }
        }
        return faults;
    }

    private static void check(Node place, String words, List<Node> nodes, List<String> faults) {
        if (words == null || words.isBlank()) {
            faults.add(name(place) + " has a figure without words");
        }
        boolean explained = nodes.stream()
                .filter(TitledPane.class::isInstance)
                .map(TitledPane.class::cast)
                .filter(pane -> Texts.get("figures.howToRead").equals(pane.getText()))
                .filter(pane -> isWithin(pane, place))
                .anyMatch(pane -> pane.getContent() instanceof Label label
                        && !label.getText().isBlank());
        if (!explained) {
            faults.add(name(place) + " “" + words + "” does not say how it is read");
        }
    }

    private static boolean isWithin(Node node, Node place) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == place) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasName(Control control) {
        String own = control.getAccessibleText();
        boolean words = control instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isBlank();
        boolean prompt = control instanceof TextInputControl input
                && input.getPromptText() != null
                && !input.getPromptText().isBlank();
        return words || prompt || (own != null && !own.isBlank());
    }

    private static boolean hasWords(Node drawing) {
        Node at = drawing;
        for (int i = 0; i < 4 && at != null; i++) {
            if (at.getAccessibleText() != null && !at.getAccessibleText().isBlank()) {
                return true;
            }
            at = at.getParent();
        }
        return false;
    }

    /// Words whose colour stands out too little from what is behind them (WCAG 2.2, success criterion 1.4.3: 4.5 to
    /// 1, for large type 3 to 1). What is disabled is exempt.
    public static List<String> faint(Node root) {
        List<String> faults = new ArrayList<>();
        for (Node node : visible(root)) {
            if (node instanceof Text text
                    && !text.getText().isBlank()
                    && !isDisabled(node)
                    && text.getFill() instanceof Color ink
                    && ink.getOpacity() > 0
                    && !isIcon(text)) {
                Color paper = Contrast.paper(node);
                double contrast = Contrast.of(ink, paper);
                double enough = text.getFont().getSize() >= LARGE_PIXELS ? ENOUGH_FOR_LARGE : ENOUGH;
                if (contrast < enough) {
                    faults.add("“%s” has a contrast of %.2f (%s on %s) in %s"
                            .formatted(text.getText(), contrast, ink, paper, name(node.getParent())));
                }
            }
        }
        return faults;
    }

    private static boolean isIcon(Text text) {
        return text.getStyleClass().contains("ikonli-font-icon");
    }

    private static boolean isDisabled(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.isDisabled()) {
                return true;
            }
        }
        return false;
    }
}
