package org.tiltmeter.views.settings;

/// Light, dark, or as the system is.
public enum ThemeChoice {
    AUTO,
    LIGHT,
    DARK;

    /// The choice after this one, going round.
    public ThemeChoice next() {
        return switch (this) {
            case AUTO -> LIGHT;
            case LIGHT -> DARK;
            case DARK -> AUTO;
        };
    }
}
