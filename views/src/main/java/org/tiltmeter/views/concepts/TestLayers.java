package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;

/// Which layers of the loaded model are tested: all, or one. UI thread.
final class TestLayers {

    /// Stands for every layer.
    static final int ALL = -1;

    private final ObservableList<Integer> offered = FXCollections.observableArrayList();
    private final ObjectProperty<Integer> chosen = new SimpleObjectProperty<>(ALL);

    /// @param last whether the last hidden state, after the final norm, can be tested
    TestLayers(Workspace workspace, boolean last) {
        workspace.modelProperty().subscribe(model -> offer(model, last));
    }

    private void offer(@Nullable LanguageModel model, boolean last) {
        int states = model == null ? 0 : model.summary().layers() + (last ? 1 : 0);
        Integer before = chosen.get();
        offered.setAll(IntStream.range(-1, states).boxed().toList());
        chosen.set(before != null && before < states ? before : ALL);
    }

    /// What can be chosen.
    ObservableList<Integer> offered() {
        return offered;
    }

    /// The choice.
    ObjectProperty<Integer> chosenProperty() {
        return chosen;
    }

    /// The hidden states to look at; none for all.
    List<Integer> layers() {
        Integer layer = chosen.get();
        return layer == null || layer == ALL ? List.of() : List.of(layer);
    }

    /// The choice in words.
    static String words(Integer layer) {
        return layer == ALL
                ? Texts.get("concepts.test.everyLayer")
                : Texts.get("concepts.test.oneLayer", Integer.toString(layer));
    }
}
