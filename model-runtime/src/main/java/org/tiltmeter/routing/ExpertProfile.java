package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one expert takes, over the texts of a profile.
///
/// @param layer absolute index of the layer
/// @param expert index of the expert
/// @param tokens number of tokens it was chosen for
/// @param load its share of all choices of the layer; equal use is 1 / experts
/// @param rate share of tokens it was chosen for; equal use is chosen per token / experts
/// @param meanWeight mean applied weight where it was chosen; NaN-free: 0 where it never was
/// @param meanProbability mean router probability over all tokens
/// @param meanNorm mean norm of its output before the weight, where it was chosen; null where
///     not measured
/// @param largestNorm the largest such norm; null where not measured
/// @param importance EASY-EP (arXiv 2504.06792): Σ over tokens of weight × output norm × max(0,
///     1 − cos(h, h + what feed-forward adds)), here divided by the number of tokens so that
///     texts of any number compare; what shared experts add counts in the angle where the model
///     has them; null where not measured
/// @param superExpert whether it is a super expert, whose silencing breaks the model whatever is
///     measured
/// @param groups the same for each group of texts
/// @param positions how often it was chosen at which distance from the beginning of the text
/// @param vocabulary the vocabulary entries of which it takes the largest share, most first
/// @param examples the tokens to which it was applied with the largest weight, one for each
///     piece
public record ExpertProfile(
        int layer,
        int expert,
        long tokens,
        double load,
        double rate,
        @JsonProperty("mean_weight") double meanWeight,
        @JsonProperty("mean_probability") double meanProbability,
        @JsonProperty("mean_norm") @Nullable Double meanNorm,
        @JsonProperty("largest_norm") @Nullable Double largestNorm,
        @Nullable Double importance,
        @JsonProperty("super_expert") boolean superExpert,
        List<GroupShare> groups,
        List<PositionShare> positions,
        List<TokenShare> vocabulary,
        List<Example> examples) {

    /// Copies the lists.
    public ExpertProfile {
        groups = List.copyOf(groups);
        positions = List.copyOf(positions);
        vocabulary = List.copyOf(vocabulary);
        examples = List.copyOf(examples);
    }

    ExpertProfile marked(boolean asSuper) {
        return new ExpertProfile(
                layer,
                expert,
                tokens,
                load,
                rate,
                meanWeight,
                meanProbability,
                meanNorm,
                largestNorm,
                importance,
                asSuper,
                groups,
                positions,
                vocabulary,
                examples);
    }

    /// An expert and the texts of a group.
    ///
    /// @param group the group
    /// @param tokens number of the group's tokens
    /// @param share share of them that the expert was chosen for: domain specialisation (OLMoE,
    ///     arXiv 2409.02060), equal use is chosen per token / experts
    /// @param meanWeight mean applied weight where it was chosen for the group's tokens; 0 where
    ///     it never was
    /// @param markedTokens number of tokens in stretches that stand for the group
    /// @param markedChosen how many of them it was chosen for
    /// @param information normalised pointwise mutual information of expert and such stretches,
    ///     −1 … 1; null where either occurs too seldom
    /// @param importance the expert's importance over the group's texts, by token; null where
    ///     not measured
    public record GroupShare(
            String group,
            long tokens,
            double share,
            @JsonProperty("mean_weight") double meanWeight,
            @JsonProperty("marked_tokens") long markedTokens,
            @JsonProperty("marked_chosen") long markedChosen,
            @JsonProperty("npmi") @Nullable Double information,
            @Nullable Double importance) {}

    /// Tokens at some distance from the beginning of their text.
    ///
    /// @param from first position, from 0, the start token counted
    /// @param to position behind the last
    /// @param tokens number of tokens there
    /// @param share share of them that the expert was chosen for
    public record PositionShare(int from, int to, long tokens, double share) {}

    /// A vocabulary entry: vocabulary specialisation (OLMoE).
    ///
    /// @param id the token id
    /// @param piece the token as the text shows it
    /// @param occurrences how often it occurs
    /// @param first share of its occurrences for which the expert has the largest weight
    /// @param chosen share of its occurrences for which the expert is among the chosen
    public record TokenShare(int id, String piece, long occurrences, double first, double chosen) {}

    /// A token in its text.
    ///
    /// @param text the text
    /// @param start first character of the token
    /// @param end character behind its last
    /// @param piece the token
    /// @param weight with which the expert was applied
    public record Example(String text, int start, int end, String piece, double weight) {}
}
