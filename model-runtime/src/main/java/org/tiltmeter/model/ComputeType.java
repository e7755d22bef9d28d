package org.tiltmeter.model;

/// In which type a model computes, whatever its weights are stored in.
public enum ComputeType {
    /// float32 throughout.
    EXACT,
    /// The type in which the weights are stored.
    FAST,
    /// Chosen by the program: exact for models of up to 200 million parameters and for those stored in float32 or
    /// float16, fast for larger ones in bfloat16. A loaded model never says this, but what was chosen.
    AUTOMATIC
}
