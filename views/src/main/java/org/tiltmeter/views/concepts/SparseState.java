package org.tiltmeter.views.concepts;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.FeatureEncoder;
import org.tiltmeter.concept.sparse.SparseAutoencoder;
import org.tiltmeter.views.Workspace;

/// The sparse autoencoder that is in use, shared by the views of the concept explorer. Another model puts it away. UI
/// thread.
final class SparseState {

    private final ReadOnlyObjectWrapper<@Nullable SparseAutoencoder> autoencoder = new ReadOnlyObjectWrapper<>();

    SparseState(Workspace workspace) {
        workspace.modelProperty().subscribe(ignored -> autoencoder.set(null));
    }

    /// The autoencoder, or null.
    ReadOnlyObjectProperty<@Nullable SparseAutoencoder> autoencoderProperty() {
        return autoencoder.getReadOnlyProperty();
    }

    /// What turns hidden states into features; empty without an autoencoder.
    Optional<FeatureEncoder> encoder() {
        return Optional.ofNullable(autoencoder.get());
    }

    /// Takes an autoencoder that fits the loaded model, or puts the present one away.
    void use(@Nullable SparseAutoencoder next) {
        autoencoder.set(next);
    }
}
