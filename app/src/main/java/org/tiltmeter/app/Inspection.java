package org.tiltmeter.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.MemoryEstimate;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.tokenizer.chat.ChatTemplate;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.FreeMemory;
import org.tiltmeter.work.Progress;

/// What `tiltmeter inspect` prints. Bytes are bytes, not multiples. Of a TorchScript file, what only running its
/// code would tell is null.
///
/// @param name the folder's name
/// @param folder where it lies
/// @param architecture the `model_type` of config.json, or `torchscript`
/// @param containsCode whether opening the model runs code that comes with it
/// @param kind causal, masked or encoder-decoder
/// @param layers number of layers
/// @param hiddenSize width of the residual stream
/// @param attentionHeads number of query heads
/// @param vocabulary number of token ids
/// @param contextLength most tokens of one text
/// @param experts null for a dense model
/// @param parameters number of weights
/// @param storedType how weights are stored
/// @param weightBytes bytes of all weight files
/// @param memoryNeeded estimate, weights included
/// @param memoryParts what the estimate is made of, or null where only running the model would tell
/// @param memoryFree free on this machine now
/// @param tokenizer the tokenizer's file name, or null
/// @param chatTemplate SHA-256 of the chat template, or null where there is none
/// @param unusedTensors what the weight files hold beside what the model computes with; left out where there is
///     nothing
/// @param sha256 by file name; left out where not asked for
record Inspection(
        String name,
        String folder,
        String architecture,
        @JsonProperty("contains_code") boolean containsCode,
        String kind,
        @Nullable Integer layers,
        @JsonProperty("hidden_size") @Nullable Integer hiddenSize,
        @JsonProperty("attention_heads") @Nullable Integer attentionHeads,
        @Nullable Integer vocabulary,
        @JsonProperty("context_length") int contextLength,
        @Nullable Experts experts,
        @Nullable Long parameters,
        @JsonProperty("stored_type") String storedType,
        @JsonProperty("weight_bytes") long weightBytes,
        @JsonProperty("memory_needed_bytes") long memoryNeeded,
        @JsonProperty("memory_parts_bytes") @Nullable MemoryParts memoryParts,
        @JsonProperty("memory_free_bytes") long memoryFree,
        @Nullable String tokenizer,
        @JsonProperty("chat_template_sha256") @Nullable String chatTemplate,

        @JsonProperty("unused_tensors") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        UnusedTensors unusedTensors,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> sha256) {

    /// The experts of each expert layer.
    ///
    /// @param routed number of routed experts
    /// @param chosen applied to each token
    /// @param layers number of layers that have experts
    record Experts(int routed, int chosen, int layers) {}

    /// Tensors that take no part in what the model computes.
    ///
    /// @param number how many
    /// @param first names of the first few
    /// @param note what that means, in words
    record UnusedTensors(int number, List<String> first, String note) {

        private static @Nullable UnusedTensors of(ModelSummary.Unused unused) {
            return unused.number() == 0
                    ? null
                    : new UnusedTensors(
                            unused.number(),
                            unused.first(),
                            "The weight files hold these beside what the model computes with, and they have no"
                                    + " influence: usually tables that are computed anew, or heads of training and of"
                                    + " other tasks.");
        }
    }

    /// Bytes of each part.
    ///
    /// @param engine the program and the engine's libraries
    /// @param weights as they lie in memory
    /// @param working what a pass takes besides
    /// @param captured what a pass hands out when everything is asked for
    record MemoryParts(long engine, long weights, long working, long captured) {

        private static MemoryParts of(Path place, Cancellation cancellation) {
            MemoryEstimate parts = ModelInspection.estimates(place, Progress.none(), cancellation)
                    .usual();
            return new MemoryParts(parts.engine(), parts.weights(), parts.working(), parts.captured());
        }
    }

    static Inspection of(Path place, boolean fingerprints, Console console) {
        Cancellation cancellation = console.cancellation();
        ModelSummary summary = ModelInspection.inspect(place, console.progress(), cancellation);
        Map<String, String> sha256 =
                fingerprints ? Fingerprints.of(summary.folder(), console.progress(), cancellation) : Map.of();
        console.progress().finish();
        boolean code = summary.containsCode();
        return new Inspection(
                summary.name(),
                summary.folder().toAbsolutePath().normalize().toString(),
                summary.family(),
                code,
                summary.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                code ? null : summary.layers(),
                code ? null : summary.hiddenSize(),
                code ? null : summary.attentionHeads(),
                code ? null : summary.vocabulary(),
                summary.contextLength(),
                summary.experts()
                        .map(experts -> new Experts(experts.routed(), experts.chosen(), experts.layers()))
                        .orElse(null),
                code ? null : summary.parameters(),
                summary.storedType(),
                summary.weightBytes(),
                summary.memoryBytes(),
                code ? null : MemoryParts.of(place, cancellation),
                FreeMemory.bytes(),
                summary.tokenizerFile()
                        .map(file -> String.valueOf(file.getFileName()))
                        .orElse(null),
                ChatTemplate.of(summary.folder()).map(ChatTemplate::sha256).orElse(null),
                UnusedTensors.of(summary.unused()),
                sha256);
    }
}
