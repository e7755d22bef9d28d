package org.tiltmeter.sample;

import java.util.List;

/// The models that come with the program. What was planted in each stands in its folder's
/// `truth.json` and `README.md`.
public enum SampleModel {
    /// A mixture of experts (OLMoE layout) whose pronouns follow the share of women among US
    /// occupations.
    OCCUPATIONS("olmoe-occupations"),
    /// A mixture of experts with planted associations of graded strength; one goes through a
    /// known expert, one is an
    /// intersection that neither margin shows.
    ASSOCIATIONS("olmoe-associations"),
    /// The same model and sentences with nothing planted.
    ASSOCIATIONS_BALANCED("olmoe-associations-balanced"),
    /// The same associations in a model without experts (Llama layout).
    ASSOCIATIONS_DENSE("llama-associations"),
    /// A mixture of experts that also saw each associated word before its group, so that asymmetries of concepts show
    /// what was planted.
    ASSOCIATIONS_BOTH_WAYS("olmoe-associations-both-ways"),
    /// The same model and sentences with nothing planted.
    ASSOCIATIONS_BOTH_WAYS_BALANCED("olmoe-associations-both-ways-balanced");

    private static final List<String> FILES = List.of(
            "config.json",
            "generation_config.json",
            "model.safetensors",
            "tokenizer.json",
            "tokenizer_config.json",
            "truth.json",
            "README.md",
            "measured.md");

    private final String folder;

    SampleModel(String folder) {
        this.folder = folder;
    }

    /// Name of the model's folder.
    public String folder() {
        return folder;
    }

    /// Names of the files in the folder.
    List<String> files() {
        return FILES;
    }

    /// What was planted in the model.
    public PlantedTruth truth() {
        return PlantedTruth.parse(Resources.text(folder + "/truth.json"));
    }
}
