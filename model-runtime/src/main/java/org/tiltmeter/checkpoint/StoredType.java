package org.tiltmeter.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/// How a safetensors file stores numbers.
public enum StoredType {
    F64("F64", "float64", 8, 7),
    F32("F32", "float32", 4, 6),
    F16("F16", "float16", 2, 5),
    BF16("BF16", "bfloat16", 2, 15),
    F8_E4M3("F8_E4M3", "float8 e4m3", 1, 24),
    F8_E5M2("F8_E5M2", "float8 e5m2", 1, 23),
    F8_E8M0("F8_E8M0", "float8 e8m0", 1, 0),
    I64("I64", "int64", 8, 4),
    I32("I32", "int32", 4, 3),
    I16("I16", "int16", 2, 2),
    I8("I8", "int8", 1, 1),
    U8("U8", "uint8", 1, 0),
    BOOL("BOOL", "bool", 1, 11);

    private final String code;
    private final String label;
    private final int width;
    private final int scalarType;

    StoredType(String code, String label, int width, int scalarType) {
        this.code = code;
        this.label = label;
        this.width = width;
        this.scalarType = scalarType;
    }

    /// The type that a safetensors header spells this way.
    static Optional<StoredType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /// Its name for people: float32, bfloat16 …
    public String label() {
        return label;
    }

    /// Bytes of one number.
    public int width() {
        return width;
    }

    /// PyTorch's number for the type; float8 e8m0, which PyTorch 2.7 cannot map, counts as its bytes.
    public int scalarType() {
        return scalarType;
    }
}
