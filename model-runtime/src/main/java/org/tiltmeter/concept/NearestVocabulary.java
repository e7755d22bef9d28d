package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;

/// The tokens whose logits a direction raises and lowers most, through the unembedding matrix
/// (without the final norm).
///
/// @param raised largest first
/// @param lowered smallest first
public record NearestVocabulary(List<Entry> raised, List<Entry> lowered) {

    /// Copies the lists.
    public NearestVocabulary {
        raised = List.copyOf(raised);
        lowered = List.copyOf(lowered);
    }

    /// A token.
    ///
    /// @param id index into the vocabulary
    /// @param piece the token as the vocabulary spells it
    /// @param text the token as text
    /// @param logit change of its logit per unit of the direction
    public record Entry(int id, String piece, String text, double logit) {}

    /// Looks a direction up.
    ///
    /// @param direction `[hidden size]`
    /// @param count how many tokens at each end
    /// @throws org.tiltmeter.work.BadInputException if the model cannot be taken apart
    public static NearestVocabulary of(LanguageModel model, float[] direction, int count) {
        float[] opposite = new float[direction.length];
        float[] both = new float[2 * direction.length];
        for (int i = 0; i < direction.length; i++) {
            opposite[i] = -direction[i];
        }
        System.arraycopy(direction, 0, both, 0, direction.length);
        System.arraycopy(opposite, 0, both, direction.length, direction.length);
        Matrix logits = model.project(new Matrix(2, direction.length, both));
        return new NearestVocabulary(entries(model, logits, 0, count, 1), entries(model, logits, 1, count, -1));
    }

    private static List<Entry> entries(LanguageModel model, Matrix logits, int row, int count, int sign) {
        List<Entry> entries = new ArrayList<>();
        int known = model.tokenizer().size();
        for (int id : logits.largest(row, count + logits.columns() - Math.min(known, logits.columns()))) {
            if (id < known && entries.size() < count) {
                entries.add(new Entry(
                        id,
                        model.tokenizer().piece(id),
                        model.tokenizer().decode(new int[] {id}),
                        sign * (double) logits.get(row, id)));
            }
        }
        return entries;
    }
}
