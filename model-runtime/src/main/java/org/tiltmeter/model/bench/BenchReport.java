package org.tiltmeter.model.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/// What a bench found. Times are seconds, memory is bytes; a process's memory counts Java, the engine and the pages of
/// mapped files that are in memory.
///
/// @param model the folder's name
/// @param family its `model_type`
/// @param parameters number of weights
/// @param storedType how its weights are stored
/// @param weightBytes bytes of its weight files
/// @param compute exact or fast, as it was opened
/// @param engine its name and version
/// @param device where it computes
/// @param threads of the engine
/// @param seed of the token ids
/// @param opening how long it takes until a model answers
/// @param passes one entry for each shape and each way of asking
/// @param generation how fast a text is continued, if the model continues texts
/// @param matrices the machine's best rates of matrix products, measured in the same run
/// @param memory what the process held
@JsonNaming(SnakeCaseStrategy.class)
public record BenchReport(
        String model,
        String family,
        long parameters,
        String storedType,
        long weightBytes,
        String compute,
        String engine,
        String device,
        int threads,
        long seed,
        Opening opening,
        List<PassTime> passes,
        Optional<GenerationTime> generation,
        List<MatrixRate> matrices,
        Memory memory) {

    /// Copies the lists.
    public BenchReport {
        passes = List.copyOf(passes);
        matrices = List.copyOf(matrices);
    }

    /// How long it takes until a model answers; each happens once in the life of a process.
    ///
    /// @param engineSeconds start of the engine
    /// @param loadSeconds reading headers, mapping and binding the weights
    /// @param firstTokenSeconds from the loaded model to the first token after a text of 16
    /// @param loadToFirstTokenSeconds the last two together
    @JsonNaming(SnakeCaseStrategy.class)
    public record Opening(
            double engineSeconds, double loadSeconds, double firstTokenSeconds, double loadToFirstTokenSeconds) {}

    /// How long passes of one shape take.
    ///
    /// @param shape texts x tokens
    /// @param capture what was asked for: "all" (logits, hidden states, routing), "logits", or "scores" (the
    ///     log-probability of every token)
    /// @param seconds of a whole pass, what it returns copied into Java included
    /// @param tokensPerSecond by the median
    /// @param gigaflops billions of multiplications and additions per second, by the median: those of the matrix
    ///     products that the texts need, whatever the program may compute besides
    /// @param shareOfBestRate the same as a share of the machine's best rate for the type in which it computes
    /// @param peakBytes most memory of the process during these passes
    @JsonNaming(SnakeCaseStrategy.class)
    public record PassTime(
            String shape,
            String capture,
            Spread seconds,
            double tokensPerSecond,
            double gigaflops,
            double shareOfBestRate,
            long peakBytes) {}

    /// How fast a text is continued.
    ///
    /// @param prompt tokens of the text
    /// @param tokens added
    /// @param tokensPerSecond without the first, which needs the whole text
    /// @param secondsPerToken without the first
    @JsonNaming(SnakeCaseStrategy.class)
    public record GenerationTime(int prompt, int tokens, double tokensPerSecond, Spread secondsPerToken) {}

    /// The best rate of products of square matrices through oneDNN, the weights laid out beforehand.
    ///
    /// @param type float32 or bfloat16
    /// @param size rows and columns
    /// @param gigaflops billions of multiplications and additions per second, the best of several runs
    @JsonNaming(SnakeCaseStrategy.class)
    public record MatrixRate(String type, int size, double gigaflops) {}

    /// What the process held.
    ///
    /// @param whole false where the system says Java's own memory only
    /// @param engineBytes after the engine's start
    /// @param openedBytes after the model gave its first token
    /// @param peakBytes most of all, from opening to the last pass
    /// @param estimatedBytes what the program says beforehand for these shapes
    /// @param estimateToPeak the estimate as a share of the peak
    /// @param freeBytes free on this machine before opening
    @JsonNaming(SnakeCaseStrategy.class)
    public record Memory(
            boolean whole,
            long engineBytes,
            long openedBytes,
            long peakBytes,
            long estimatedBytes,
            double estimateToPeak,
            long freeBytes) {}
}
