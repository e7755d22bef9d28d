package org.tiltmeter.views.routing;

/// What the study of a whole probe set can show.
public enum StudyState {
    /// No model is loaded.
    NO_MODEL,
    /// The model has no experts.
    DENSE,
    /// There is no template to expand.
    NO_PROBES,
    /// Nothing has been studied yet, or the study was cancelled or failed.
    OPEN,
    /// The probe set is being studied.
    BUSY,
    /// The study is known.
    READY
}
