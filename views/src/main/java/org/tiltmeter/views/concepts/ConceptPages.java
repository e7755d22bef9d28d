package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The choice of a page in two steps: a group, and below it the pages of that group. Rows of buttons wrap where the
/// window is narrow, so that no name is cut off; arrow keys go along a row. UI thread.
final class ConceptPages extends VBox {

    private final List<Section> sections = new ArrayList<>();
    private final FlowPane groups = new FlowPane();
    private final ToggleGroup oneGroup = new ToggleGroup();
    private final ReadOnlyObjectWrapper<@Nullable ConceptPage> shown = new ReadOnlyObjectWrapper<>();

    /// A group: its button, the row of its pages' buttons, and the page shown last.
    private static final class Section {
        private final List<ConceptPage> pages;
        private final List<ToggleButton> buttons = new ArrayList<>();
        private final ToggleButton button = new ToggleButton();
        private final FlowPane row = new FlowPane();
        private ConceptPage latest;

        private Section(List<ConceptPage> pages) {
            this.pages = List.copyOf(pages);
            latest = pages.getFirst();
        }
    }

    ConceptPages() {
        getStyleClass().add("concept-pages");
        groups.getStyleClass().add("concept-groups");
        getChildren().setAll(groups);
    }

    /// The page that is shown; null before the first is chosen.
    ReadOnlyObjectProperty<@Nullable ConceptPage> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Adds a group of pages at the end.
    void add(String title, List<ConceptPage> pages) {
        insert(sections.size(), title, pages);
    }

    /// Puts a group of one page before all others.
    void addFirst(ConceptPage page) {
        insert(0, page.title(), List.of(page));
    }

    /// Takes the first group away; where it was shown, the next one is.
    void removeFirst() {
        Section gone = sections.removeFirst();
        groups.getChildren().remove(gone.button);
        getChildren().remove(gone.row);
        gone.button.setToggleGroup(null);
        ConceptPage known = shown.get();
        if (known == null || gone.pages.contains(known)) {
            choose(sections.getFirst().latest);
        }
    }

    /// Shows the page of this id.
    void show(String id) {
        sections.stream()
                .flatMap(section -> section.pages.stream())
                .filter(page -> page.id().equals(id))
                .findFirst()
                .ifPresent(this::choose);
    }

    private void insert(int at, String title, List<ConceptPage> pages) {
        Section section = new Section(pages);
        name(section.button, title, oneGroup, () -> choose(section.latest));
        section.row.getStyleClass().add("concept-choices");
        ToggleGroup onePage = new ToggleGroup();
        for (ConceptPage page : pages) {
            ToggleButton button = new ToggleButton();
            name(button, page.title(), onePage, () -> choose(page));
            button.setId("concepts-" + page.id());
            section.buttons.add(button);
        }
        section.row.getChildren().setAll(section.buttons);
        JobLine.shown(section.row, false);
        sections.add(at, section);
        groups.getChildren().add(at, section.button);
        getChildren().add(section.row);
    }

    private static void name(ToggleButton button, String title, ToggleGroup group, Runnable action) {
        button.setText(title);
        button.setMinWidth(USE_PREF_SIZE);
        button.setToggleGroup(group);
        button.selectedProperty().addListener((observed, before, after) -> {
            if (after) {
                action.run();
            } else if (group.getSelectedToggle() == null) {
                // A second click on the chosen one leaves it chosen.
                button.setSelected(true);
            }
        });
    }

    private void choose(ConceptPage page) {
        if (page.equals(shown.get())) {
            return;
        }
        shown.set(page);
        for (Section section : sections) {
            int at = section.pages.indexOf(page);
            if (at >= 0) {
                section.latest = page;
                section.button.setSelected(true);
                section.buttons.get(at).setSelected(true);
            }
            JobLine.shown(section.row, at >= 0 && section.pages.size() > 1);
        }
    }
}
