package org.tiltmeter.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.tiltmeter.work.BadInputException;

/// Reads the fields of a protocol-buffers message, one after the other. For one thread.
final class ProtocolFields {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;
    private static final int MOST_BITS = 64;

    private final ByteBuffer bytes;
    private final Supplier<BadInputException> damaged;
    private int wire;

    /// @param damaged what to throw where the bytes are no such message
    ProtocolFields(ByteBuffer bytes, Supplier<BadInputException> damaged) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.damaged = damaged;
    }

    /// The number of the next field, or 0 at the end.
    int next() {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        long field = tag >>> 3;
        if (field < 1 || field > 1 << 29) {
            throw damaged.get();
        }
        return (int) field;
    }

    long number() {
        require(VARINT);
        return varint();
    }

    boolean truth() {
        return number() != 0;
    }

    float real() {
        require(FOUR_BYTES);
        requireBytes(Float.BYTES);
        return bytes.getFloat();
    }

    ByteBuffer block() {
        require(LENGTH);
        long length = varint();
        requireBytes(length);
        ByteBuffer block = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return block;
    }

    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(block()).toString();
        } catch (CharacterCodingException noText) {
            BadInputException failure = damaged.get();
            failure.addSuppressed(noText);
            throw failure;
        }
    }

    ProtocolFields message() {
        return new ProtocolFields(block(), damaged);
    }

    void skip() {
        switch (wire) {
            case VARINT -> varint();
            case LENGTH -> block();
            case EIGHT_BYTES, FOUR_BYTES -> {
                int size = wire == FOUR_BYTES ? Integer.BYTES : Long.BYTES;
                requireBytes(size);
                bytes.position(bytes.position() + size);
            }
            default -> throw damaged.get();
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            requireBytes(1);
            byte part = bytes.get();
            value |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw damaged.get();
    }

    private void require(int expected) {
        if (wire != expected) {
            throw damaged.get();
        }
    }

    private void requireBytes(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw damaged.get();
        }
    }
}
