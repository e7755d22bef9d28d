package org.tiltmeter.concept;

import java.util.List;

/// Asymmetries of targets towards pairs of references, as BiasLens (arXiv 2505.15524) defines
/// them.
///
/// @param label what the numbers are; the paper's formula is not published in full
/// @param model the model's name
/// @param request what was asked
/// @param ranked means over layers, the largest absolute score first
/// @param layers every layer, in order of layers, then as asked
public record AsymmetryStudy(
        String label, String model, AsymmetryRequest request, List<Asymmetry> ranked, List<Asymmetry> layers) {

    /// The label where cosines are those of the directions themselves.
    public static final String CAV_COSINE = "CAV-cosine (our reconstruction)";

    /// The label where cosines are those of what a shift along the directions changes in the
    /// features of a sparse autoencoder.
    public static final String BIAS_LENS = "BiasLens (our reconstruction)";

    /// Copies the lists.
    public AsymmetryStudy {
        ranked = List.copyOf(ranked);
        layers = List.copyOf(layers);
    }
}
