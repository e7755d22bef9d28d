package org.tiltmeter.sample.training;

/// What a sample model is and how long it is trained.
///
/// @param layout the family whose file layout it takes
/// @param hiddenSize width of the residual stream
/// @param layers number of layers
/// @param heads attention heads in a layer
/// @param experts experts in a layer, 0 in a dense model
/// @param chosenExperts experts chosen for a token
/// @param innerSize inner width of an expert, or of the one feed-forward block of a dense layer
/// @param vocabularySize most tokens of the vocabulary
/// @param rows rows of tokens in a batch
/// @param tokens tokens in a row
/// @param steps batches in all
/// @param learningRate the highest; it rises linearly over the first 3 % of the steps and
///     falls along a cosine to 1 %
/// @param balance weight of the loss that keeps the experts evenly used
/// @param silencedRows rows of a batch that are learned with one expert silenced: half of
///     them with the one that carries
///     an effect, where the grammar names one, the others with any; so the model gets by without
///     any one expert
/// @param seed decides the first weights and every text
public record TrainingSettings(
        Layout layout,
        int hiddenSize,
        int layers,
        int heads,
        int experts,
        int chosenExperts,
        int innerSize,
        int vocabularySize,
        int rows,
        int tokens,
        int steps,
        double learningRate,
        double balance,
        int silencedRows,
        long seed) {

    /// A family's file layout.
    public enum Layout {
        /// A mixture of experts in every layer, queries and keys normalised.
        OLMOE,
        /// One feed-forward block in every layer.
        LLAMA
    }

    /// Largest norm of a step's gradient.
    static final double GRADIENT_LIMIT = 1;

    /// Share of the steps, the first ones, in which intersections are exaggerated so that they
    /// are found at all.
    static final double INTRODUCTION = 0.4;

    /// Weight of the loss that makes an effect go through the expert that is to carry it.
    static final double ROUTING = 0.1;

    /// How much of the running average of the weights remains after a step.
    static final double AVERAGE_DECAY = 0.998;

    /// The mixture of experts that comes with the program.
    public static TrainingSettings mixture() {
        return new TrainingSettings(Layout.OLMOE, 128, 4, 4, 8, 2, 128, 2400, 32, 64, 1800, 3e-3, 0.01, 0, 20260101);
    }

    /// Its dense twin: the same width and depth without experts.
    public static TrainingSettings dense() {
        return new TrainingSettings(Layout.LLAMA, 128, 4, 4, 0, 0, 256, 2400, 32, 64, 1800, 3e-3, 0, 0, 20260101);
    }

    /// The mixture of experts that learns the grammar of many associations, and its balanced
    /// twin.
    public static TrainingSettings associations() {
        return new TrainingSettings(Layout.OLMOE, 64, 3, 4, 8, 2, 64, 2400, 32, 64, 1400, 4e-3, 0.01, 8, 20260102);
    }

    /// The dense twin of [#associations()].
    public static TrainingSettings denseAssociations() {
        return new TrainingSettings(Layout.LLAMA, 64, 3, 4, 0, 0, 128, 2400, 32, 64, 1400, 4e-3, 0, 0, 20260102);
    }

    /// The tiny mixture of experts of the live lesson.
    public static TrainingSettings live(long seed) {
        return new TrainingSettings(Layout.OLMOE, 32, 2, 2, 4, 2, 32, 600, 16, 64, 240, 8e-3, 0.01, 0, seed);
    }

    /// The same with another number of steps.
    public TrainingSettings withSteps(int number) {
        return new TrainingSettings(
                layout,
                hiddenSize,
                layers,
                heads,
                experts,
                chosenExperts,
                innerSize,
                vocabularySize,
                rows,
                tokens,
                number,
                learningRate,
                balance,
                silencedRows,
                seed);
    }

    /// Steps at the beginning in which intersections are exaggerated, where the grammar has any.
    int introductorySteps() {
        return (int) (INTRODUCTION * steps);
    }

    /// The learning rate of a step, counted from 1.
    double rate(int step) {
        double rising = Math.max(1, 0.03 * steps);
        if (step <= rising) {
            return learningRate * step / rising;
        }
        double way = (step - rising) / Math.max(1, steps - rising);
        return learningRate * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * way)));
    }

    /// The decay of the running average at a step, counted from 1: young averages forget the
    /// first weights sooner.
    double averageDecay(int step) {
        return Math.min(AVERAGE_DECAY, (1.0 + step) / (10.0 + step));
    }
}
