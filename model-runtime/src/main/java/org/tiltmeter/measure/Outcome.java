package org.tiltmeter.measure;

/// What a measure compares between the two texts of a pair.
///
/// @param phrase how it is called after "the model's", such as `preference for career over
///     family`; empty for
///     the probability of the text itself
/// @param unit of its values: `nats`, `share` or `weight`
public record Outcome(String phrase, String unit) {

    /// Unit of log-probabilities and log-odds.
    public static final String NATS = "nats";

    /// Unit of shares and rates, 0 … 1.
    public static final String SHARE = "share";

    /// Unit of a lexicon's weights.
    public static final String WEIGHT = "weight";

    /// The probability of the text itself.
    public static final Outcome LIKELIHOOD = new Outcome("", NATS);

    /// The margin that counts as no difference: as given for nats; a quarter of it for shares,
    /// which is the same
    /// distance at one half (the logistic curve's slope there).
    ///
    /// @param nats half width of the margin in nats
    public double margin(double nats) {
        return unit.equals(NATS) ? nats : nats / 4;
    }
}
