package org.tiltmeter.probe;

/// A pair that is left out, and why.
///
/// @param template id of its template
/// @param textA text A of the pair
/// @param textB text B of the pair
/// @param reason one sentence or part of one
public record Exclusion(String template, String textA, String textB, String reason) {

    /// Whether this is about that pair.
    public boolean holds(CounterfactualPair pair) {
        return pair.template().equals(template)
                && pair.textA().equals(textA)
                && pair.textB().equals(textB);
    }
}
