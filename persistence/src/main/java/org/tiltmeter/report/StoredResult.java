package org.tiltmeter.report;

import org.tiltmeter.session.SavedResult;

/// Something measured on a model, as a session keeps it.
public sealed interface StoredResult permits StoredAudit, StoredBenchmark {

    /// What the session says of it.
    SavedResult saved();

    /// Where it comes from.
    Provenance provenance();

    /// The model's name as the result says it.
    String modelName();
}
