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
    MASS,
    /// Only the expert of one rank for every token.
    WEAK,
    /// The model's own routing set against weak routing.
    CONTRAST;

    /// SCMoE's example of weak routing takes the third expert; a model that chooses fewer has fewer to rank.
    private static final int WEAK_RANK = 3;

    /// Whether it is a change of one expert.
    boolean isOfOneExpert() {
        return this == SILENCE || this == FORCE || this == SCALE;
    }

    /// Whether it needs a number.
    boolean needsNumber() {
        return !(this == SILENCE || this == FORCE);
    }

    /// What the number is at first.
    double usualNumber() {
        return switch (this) {
            case SILENCE, FORCE -> 0;
            case SCALE -> 2;
            case COUNT -> 1;
            case MASS -> 0.4;
            case WEAK -> 2;
            case CONTRAST -> 0.5;
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
            case WEAK -> new RoutingChange.WeakRank((int) Math.round(number));
            case CONTRAST -> new RoutingChange.Contrast(number, WEAK_RANK);
        };
    }
}
