package org.tiltmeter.views.hub;

/// Where getting a model is: IDLE → LOOKING_UP → OFFERED → FETCHING → IDLE; stopped or failed, it goes back by one.
public enum FetchStage {
    /// Nothing has been asked.
    IDLE,
    /// The hub is asked which files there are.
    LOOKING_UP,
    /// What would be fetched is shown.
    OFFERED,
    /// Files arrive.
    FETCHING
}
