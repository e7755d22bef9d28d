package org.tiltmeter.views.probes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;

/// Edits of attributes, their groups and the forms of their terms; each can be taken back. UI thread.
public final class AttributeEdits {

    private final ProbesViewModel owner;

    AttributeEdits(ProbesViewModel owner) {
        this.owner = owner;
    }

    /// Adds an attribute with two groups and one form, to be filled.
    public void add(String name, String groupA, String groupB, String form) {
        owner.edit(
                "attribute+" + owner.probes().attributes().size(),
                set -> ProbeEdits.attributes(
                        set,
                        list -> ProbeEdits.with(
                                list,
                                new Attribute(
                                        ProbeEdits.free(
                                                name,
                                                list.stream()
                                                        .map(Attribute::name)
                                                        .toList()),
                                        false,
                                        List.of(
                                                new Group(groupA, Map.of(form, List.of())),
                                                new Group(groupB, Map.of(form, List.of())))))));
    }

    /// Calls an attribute otherwise, in the templates too.
    public void rename(int index, String name) {
        owner.edit(
                "attribute name " + index,
                set -> ProbeEdits.attribute(
                        ProbeEdits.inTemplates(
                                set, "{" + set.attributes().get(index).name() + ".", "{" + name + "."),
                        index,
                        attribute -> new Attribute(name, attribute.control(), attribute.groups())));
    }

    /// Says whether exchanging an attribute should change nothing.
    public void setControl(int index, boolean control) {
        owner.edit(
                "attribute control " + index + control,
                set -> ProbeEdits.attribute(
                        set, index, attribute -> new Attribute(attribute.name(), control, attribute.groups())));
    }

    /// Removes an attribute; a notice offers to take that back.
    public void remove(int index) {
        String name = owner.probes().attributes().get(index).name();
        owner.edit("attribute- " + name, set -> ProbeEdits.attributes(set, list -> ProbeEdits.without(list, index)));
        owner.tellRemoved(name);
    }

    /// Adds a group with the forms of the others.
    public void addGroup(int attribute, String name) {
        owner.edit(
                "group+ " + attribute + " " + groups(attribute).size(),
                set -> groups(set, attribute, list -> {
                    Map<String, List<String>> forms = new LinkedHashMap<>();
                    list.stream()
                            .flatMap(group -> group.forms().keySet().stream())
                            .forEach(form -> forms.put(form, List.of()));
                    String free =
                            ProbeEdits.free(name, list.stream().map(Group::name).toList());
                    return ProbeEdits.with(list, new Group(free, forms));
                }));
    }

    /// Calls a group otherwise.
    public void renameGroup(int attribute, int group, String name) {
        owner.edit(
                "group name " + attribute + " " + group,
                set -> groups(
                        set, attribute, list -> ProbeEdits.replaced(list, group, old -> new Group(name, old.forms()))));
    }

    /// Removes a group; a notice offers to take that back.
    public void removeGroup(int attribute, int group) {
        String name = groups(attribute).get(group).name();
        owner.edit(
                "group- " + attribute + " " + name,
                set -> groups(set, attribute, list -> ProbeEdits.without(list, group)));
        owner.tellRemoved(name);
    }

    /// Adds a form to every group of an attribute.
    public void addForm(int attribute, String name) {
        owner.edit(
                "form+ " + attribute + " " + name,
                set -> groups(set, attribute, list -> {
                    List<String> taken = list.stream()
                            .flatMap(group -> group.forms().keySet().stream())
                            .toList();
                    String free = ProbeEdits.free(name, taken);
                    list.replaceAll(group -> ProbeEdits.forms(group, forms -> {
                        forms.put(free, List.of());
                        return forms;
                    }));
                    return list;
                }));
    }

    /// Calls a form otherwise in every group of an attribute and in the templates; a name that
    /// is taken changes nothing.
    public void renameForm(int attribute, String form, String name) {
        if (groups(attribute).stream().anyMatch(group -> group.forms().containsKey(name))) {
            return;
        }
        String opening = "{" + owner.probes().attributes().get(attribute).name() + ".";
        owner.edit(
                "form name " + attribute,
                set -> groups(
                        ProbeEdits.inTemplates(set, opening + form + "}", opening + name + "}"), attribute, list -> {
                            list.replaceAll(
                                    group -> ProbeEdits.forms(group, forms -> ProbeEdits.renamed(forms, form, name)));
                            return list;
                        }));
    }

    /// Removes a form from every group of an attribute; a notice offers to take that back.
    public void removeForm(int attribute, String form) {
        owner.edit(
                "form- " + attribute + " " + form,
                set -> groups(set, attribute, list -> {
                    list.replaceAll(group -> ProbeEdits.forms(group, forms -> {
                        forms.remove(form);
                        return forms;
                    }));
                    return list;
                }));
        owner.tellRemoved(form);
    }

    /// Changes the terms of a group in one form.
    ///
    /// @param text terms, separated by commas
    public void setTerms(int attribute, int group, String form, String text) {
        owner.edit(
                "terms " + attribute + " " + group + " " + form,
                set -> groups(
                        set,
                        attribute,
                        list -> ProbeEdits.replaced(
                                list,
                                group,
                                old -> ProbeEdits.forms(old, forms -> {
                                    forms.put(form, ProbeEdits.words(text));
                                    return forms;
                                }))));
    }

    private static ProbeSet groups(ProbeSet set, int attribute, UnaryOperator<List<Group>> change) {
        return ProbeEdits.attribute(set, attribute, old -> ProbeEdits.groups(old, change));
    }

    private List<Group> groups(int attribute) {
        return owner.probes().attributes().get(attribute).groups();
    }
}
