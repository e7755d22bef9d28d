package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.views.Texts;

/// Attributes to be edited: for each a grid with its groups as rows and its grammatical forms as columns. Rebuilt
/// only when rows or columns come or go, so that typing keeps its place. UI thread.
final class AttributesEditor {

    private final Pane pane;
    private final ProbesViewModel viewModel;
    private final List<EditField> fields = new ArrayList<>();
    private final List<CheckBox> controls = new ArrayList<>();
    private final List<Runnable> lists = new ArrayList<>();
    private List<List<Integer>> shape = List.of();
    private boolean following;

    AttributesEditor(Pane pane, ProbesViewModel viewModel) {
        this.pane = pane;
        this.viewModel = viewModel;
    }

    void show() {
        List<List<Integer>> next = attributes().stream()
                .map(attribute ->
                        List.of(attribute.groups().size(), forms(attribute).size()))
                .toList();
        if (!next.equals(shape) || pane.getChildren().size() != next.size()) {
            shape = next;
            build();
        }
        following = true;
        fields.forEach(EditField::follow);
        lists.forEach(Runnable::run);
        for (int i = 0; i < controls.size(); i++) {
            controls.get(i).setSelected(attributes().get(i).control());
        }
        following = false;
    }

    private List<Attribute> attributes() {
        return viewModel.probesProperty().get().attributes();
    }

    private static List<String> forms(Attribute attribute) {
        return attribute.groups().stream()
                .flatMap(group -> group.forms().keySet().stream())
                .distinct()
                .toList();
    }

    private void build() {
        fields.clear();
        controls.clear();
        lists.clear();
        List<Node> blocks = new ArrayList<>();
        for (int i = 0; i < attributes().size(); i++) {
            blocks.add(block(i));
        }
        pane.getChildren().setAll(blocks);
    }

    private Node block(int index) {
        Region name = field(EditField.line(
                Texts.get("probes.attributeName"),
                () -> index < attributes().size() ? attributes().get(index).name() : "",
                text -> viewModel.attributes().rename(index, text)));
        name.getStyleClass().add("name-field");
        CheckBox control = new CheckBox(Texts.get("probes.control"));
        control.setTooltip(new Tooltip(Texts.get("probes.controlTip")));
        control.selectedProperty().addListener((observed, before, after) -> {
            if (!following) {
                viewModel.attributes().setControl(index, after);
            }
        });
        controls.add(control);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                name,
                control,
                space,
                EditorParts.remove(
                        Texts.get("probes.removeAttribute"),
                        () -> viewModel.attributes().remove(index)));
        head.getStyleClass().add("section-head");
        Button addGroup = EditorParts.small(
                Texts.get("probes.addGroup"),
                () -> viewModel.attributes().addGroup(index, Texts.get("probes.newGroup")));
        Button addForm = EditorParts.small(
                Texts.get("probes.addForm"), () -> viewModel.attributes().addForm(index, Texts.get("probes.newForm")));
        HBox tools = new HBox(addGroup, addForm);
        tools.getStyleClass().add("tool-row");
        VBox block = new VBox(head, grid(index), listed(index), tools);
        block.getStyleClass().add("attribute-block");
        return block;
    }

    /// What word lists say of the groups' terms.
    private Label listed(int index) {
        Label label = EditorParts.hint("");
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        lists.add(() -> label.setText(attributes().get(index).groups().stream()
                .map(group -> known(attributes().get(index), group))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"))));
        return label;
    }

    private String known(Attribute attribute, Group group) {
        String line = ListWords.line(viewModel.probes(), WordList.nameOf(attribute.name(), group.name()));
        return line.isEmpty() ? "" : Texts.get("probes.countPart", group.name(), line);
    }

    private GridPane grid(int index) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("form-grid");
        int groups = attributes().get(index).groups().size();
        int forms = forms(attributes().get(index)).size();
        for (int form = 0; form < forms; form++) {
            grid.add(formHead(index, form, forms), form + 1, 0);
        }
        for (int group = 0; group < groups; group++) {
            grid.add(groupName(index, group), 0, group + 1);
            for (int form = 0; form < forms; form++) {
                Region terms = terms(index, group, form);
                GridPane.setHgrow(terms, Priority.ALWAYS);
                grid.add(terms, form + 1, group + 1);
            }
            int removed = group;
            grid.add(
                    EditorParts.remove(
                            Texts.get("probes.removeGroup"),
                            () -> viewModel.attributes().removeGroup(index, removed)),
                    forms + 1,
                    group + 1);
        }
        return grid;
    }

    private Node formHead(int attribute, int form, int forms) {
        Region name = field(EditField.line(Texts.get("probes.formName"), () -> formName(attribute, form), text -> {
            String before = formName(attribute, form);
            viewModel.attributes().renameForm(attribute, before, text);
        }));
        name.getStyleClass().add("form-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox head = new HBox(name);
        if (forms > 1) {
            head.getChildren()
                    .add(EditorParts.remove(
                            Texts.get("probes.removeForm"),
                            () -> viewModel.attributes().removeForm(attribute, formName(attribute, form))));
        }
        return head;
    }

    private String formName(int attribute, int form) {
        if (attribute >= attributes().size()) {
            return "";
        }
        List<String> names = forms(attributes().get(attribute));
        return form < names.size() ? names.get(form) : "";
    }

    private Region groupName(int attribute, int group) {
        Region name = field(EditField.line(
                Texts.get("probes.groupName"),
                () -> hasGroup(attribute, group) ? group(attribute, group).name() : "",
                text -> viewModel.attributes().renameGroup(attribute, group, text)));
        name.getStyleClass().add("group-name");
        return name;
    }

    private Region terms(int attribute, int group, int form) {
        Region terms = field(EditField.words(
                Texts.get("probes.terms"),
                () -> hasGroup(attribute, group)
                        ? ProbeEdits.text(
                                group(attribute, group).forms().getOrDefault(formName(attribute, form), List.of()))
                        : "",
                text -> viewModel.attributes().setTerms(attribute, group, formName(attribute, form), text)));
        terms.setMinWidth(70);
        return terms;
    }

    private boolean hasGroup(int attribute, int group) {
        return attribute < attributes().size()
                && group < attributes().get(attribute).groups().size();
    }

    private Group group(int attribute, int group) {
        return attributes().get(attribute).groups().get(group);
    }

    private Region field(EditField field) {
        fields.add(field);
        return field.control();
    }
}
