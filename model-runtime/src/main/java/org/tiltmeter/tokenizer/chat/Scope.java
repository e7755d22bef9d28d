package org.tiltmeter.tokenizer.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// The names that a part of a template sees, and where it writes to. For one rendering on one thread.
final class Scope {

    private final Values values;
    private final Optional<Scope> outer;
    private final StringBuilder output;
    private final Map<String, Object> names = new HashMap<>();

    private Scope(Values values, Optional<Scope> outer, StringBuilder output) {
        this.values = values;
        this.outer = outer;
        this.output = output;
    }

    static Scope of(Values values, Map<String, Object> names) {
        Scope scope = new Scope(values, Optional.empty(), new StringBuilder());
        scope.names.putAll(names);
        return scope;
    }

    /// What is set within stays within; what is written is written here.
    Scope inner() {
        return new Scope(values, Optional.of(this), output);
    }

    /// A scope that writes to a text of its own.
    Scope capturing() {
        return new Scope(values, Optional.of(this), new StringBuilder());
    }

    Values values() {
        return values;
    }

    String written() {
        return output.toString();
    }

    void write(String text) {
        values.spend(1 + text.length() / 64);
        values.requireSize((long) output.length() + text.length());
        output.append(text);
    }

    Object get(String name) {
        values.spend(1);
        Object found = names.get(name);
        if (found != null) {
            return found;
        }
        return outer.isPresent() ? outer.get().get(name) : Nothing.UNDEFINED;
    }

    void set(String name, Object value) {
        names.put(name, value);
    }
}
