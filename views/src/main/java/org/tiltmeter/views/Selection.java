package org.tiltmeter.views;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.CounterfactualPair;

/// The one thing selected, the same in every feature, and the one reference pinned. UI thread.
public final class Selection {

    /// Stands for "no token" and "no expert".
    public static final int NONE = -1;

    private final ObjectProperty<@Nullable CounterfactualPair> pair = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable CounterfactualPair> pinned = new SimpleObjectProperty<>();
    private final IntegerProperty token = new SimpleIntegerProperty(NONE);
    private final IntegerProperty layer = new SimpleIntegerProperty(0);
    private final IntegerProperty expert = new SimpleIntegerProperty(NONE);

    /// Nothing selected.
    public Selection() {
        pair.addListener((observed, before, after) -> token.set(NONE));
    }

    /// The selected pair, or null. Choosing another one unselects the token.
    public ObjectProperty<@Nullable CounterfactualPair> pairProperty() {
        return pair;
    }

    /// The pair that others are compared with, or null.
    public ObjectProperty<@Nullable CounterfactualPair> pinnedProperty() {
        return pinned;
    }

    /// Column of the selected token in the pair's aligned token strip, or [#NONE].
    public IntegerProperty tokenProperty() {
        return token;
    }

    /// The selected layer, from 0.
    public IntegerProperty layerProperty() {
        return layer;
    }

    /// The selected expert, or [#NONE].
    public IntegerProperty expertProperty() {
        return expert;
    }

    /// Forgets everything that belongs to a model or a result; the pinned pair too.
    public void clear() {
        pair.set(null);
        pinned.set(null);
        layer.set(0);
        expert.set(NONE);
    }
}
