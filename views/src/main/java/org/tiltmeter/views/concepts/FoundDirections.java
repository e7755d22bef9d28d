package org.tiltmeter.views.concepts;

import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.DirectionMethod;

/// What the views of the concept explorer share: the directions that were found, and which of them is looked at. UI
/// thread.
interface FoundDirections {

    /// The directions, or null before they are found; those of the loaded model.
    ReadOnlyObjectProperty<@Nullable ConceptAnalysis> analysisProperty();

    /// The chosen concept as it was when its direction was found; empty where it has none.
    Optional<Concept> chosen();

    /// The layer that is looked at: 0 is the embedding.
    IntegerProperty layerProperty();

    /// How directions are found.
    ObjectProperty<DirectionMethod> methodProperty();
}
