package org.tiltmeter.views.routing;

import org.tiltmeter.routing.RoutingChange;

/// A change to the routing that can be added to the list.
public enum ChangeKind {
    /// The expert cannot be chosen; the next one in order takes its place.
    SILENCE,
    /// The expert is chosen for every token.
    FORCE,
    /// The expert's weight is multiplied where it is chosen.
    SCALE,
    /// Another number of experts for every token.
    COUNT,
    /// The fewest experts whose probabilities pass a mass.
    MASS;

    /// Whether it is a change of one expert.
    boolean isOfOneExpert() {
        return this == SILENCE || this == FORCE || this == SCALE;
    }

    /// Whether it needs a number.
    boolean needsNumber() {
        return this == SCALE || this == COUNT || this == MASS;
    }

    /// What the number is at first.
    double usualNumber() {
        return switch (this) {
            case SILENCE, FORCE -> 0;
            case SCALE -> 2;
            case COUNT -> 1;
            case MASS -> 0.4;
        };
    }

    /// The change.
    RoutingChange change(int layer, int expert, double number) {
        return switch (this) {
            case SILENCE -> new RoutingChange.Silence(layer, expert);
            case FORCE -> new RoutingChange.Force(layer, expert);
            case SCALE -> new RoutingChange.Scale(layer, expert, number, false);
            case COUNT -> new RoutingChange.Count((int) Math.round(number));
            case MASS -> new RoutingChange.Mass(number);
        };
    }
}
