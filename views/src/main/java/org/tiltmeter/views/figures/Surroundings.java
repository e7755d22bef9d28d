package org.tiltmeter.views.figures;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.tiltmeter.figure.Theme;

/// An invisible node that tells a drawn control what the style sheets around it say: light or dark, how large text
/// is, and how heavy lines are. A control adds it to its children and listens. UI thread.
public final class Surroundings extends Label {

    private static final double USUAL_TEXT_SIZE = 14;

    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(Theme.LIGHT);
    private final ReadOnlyDoubleWrapper textScale = new ReadOnlyDoubleWrapper(1);

    /// A node that tells nothing yet.
    public Surroundings() {
        getStyleClass().add("surroundings");
        setManaged(false);
        setOpacity(0);
        setMouseTransparent(true);
        setFocusTraversable(false);
        textFillProperty().subscribe(ignored -> see());
        // A label without words has no use for its line spacing; the style sheet says there how heavy lines are.
        lineSpacingProperty().subscribe(ignored -> see());
        fontProperty().subscribe(font -> textScale.set(Math.clamp(font.getSize() / USUAL_TEXT_SIZE, 0.6, 4)));
    }

    private void see() {
        Theme colours = isBright(getTextFill()) ? Theme.DARK : Theme.LIGHT;
        theme.set(getLineSpacing() > 1 ? colours.heavier(getLineSpacing()) : colours);
    }

    private static boolean isBright(Paint fill) {
        return fill instanceof Color colour && colour.getBrightness() > 0.5;
    }

    /// The theme whose frame colours fit, with lines as heavy as the screen wants them.
    public ReadOnlyObjectProperty<Theme> theme() {
        return theme.getReadOnlyProperty();
    }

    /// By what drawn text is larger than usual.
    public ReadOnlyDoubleProperty textScale() {
        return textScale.getReadOnlyProperty();
    }
}
