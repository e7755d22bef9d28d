package org.tiltmeter.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Immutable copies of maps that keep the order of their keys, because files and screens show them in that
/// order.
final class OrderedCopies {

    private OrderedCopies() {}

    static <V> Map<String, V> of(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    static Map<String, List<String>> ofLists(Map<String, List<String>> map) {
        LinkedHashMap<String, List<String>> copy = new LinkedHashMap<>();
        map.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        return Collections.unmodifiableMap(copy);
    }
}
