package org.tiltmeter.report;

/// Who answers for an audit, and why it was made. What is empty is left to be filled in by hand.
///
/// @param auditor who made it
/// @param organisation on whose behalf
/// @param purpose what it is for
/// @param conflicts interests of the auditor in its outcome
/// @param access what the auditor had of the model
public record Responsibility(String auditor, String organisation, String purpose, String conflicts, String access) {

    /// Nobody named yet; access to the full weights on the own machine, as Tiltmeter always has.
    public static Responsibility unnamed() {
        return new Responsibility("", "", "", "", "Full weights, run locally, without a network");
    }
}
