package org.tiltmeter.tokenizer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tiltmeter.work.BadInputException;

/// A SentencePiece model: pieces with scores, and how a text is made ready for them.
///
/// @param kind how a text is cut
/// @param pieces by id
/// @param byteFallback whether a character without a piece becomes its bytes
/// @param spaceAfter whether spaces belong to the word before them
/// @param charsMap the compiled map of characters onto others, empty for none
/// @param dummyPrefix whether a space is put before a text
/// @param removesExtraSpaces whether spaces at the ends go and several become one
/// @param escapesSpaces whether spaces are written as U+2581
record SentencePieceModel(
        Kind kind,
        List<Piece> pieces,
        boolean byteFallback,
        boolean spaceAfter,
        byte[] charsMap,
        boolean dummyPrefix,
        boolean removesExtraSpaces,
        boolean escapesSpaces) {

    /// As the format numbers them, from 1 on.
    private static final List<Kind> KINDS = List.of(Kind.UNIGRAM, Kind.PAIRS, Kind.WORDS, Kind.CHARACTERS);

    /// As the format numbers them, from 1 on.
    static final List<PieceType> TYPES = List.of(
            PieceType.NORMAL,
            PieceType.UNKNOWN,
            PieceType.CONTROL,
            PieceType.USER_DEFINED,
            PieceType.UNUSED,
            PieceType.BYTE);

    private static final int MOST_PIECES = 2_000_000;
    private static final int LONGEST_PIECE = 4096;

    /// How a text is cut into pieces.
    enum Kind {
        UNIGRAM,
        PAIRS,
        WORDS,
        CHARACTERS
    }

    /// What a piece is.
    enum PieceType {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    /// One piece.
    ///
    /// @param text spelling, spaces as U+2581
    /// @param score natural log-probability, or for pairs minus the rank
    record Piece(String text, float score, PieceType type) {}

    static SentencePieceModel read(Path file) {
        return parse(TextLines.bytes(file), file.toString());
    }

    /// @param what named in messages
    static SentencePieceModel parse(byte[] bytes, String what) {
        Supplier<BadInputException> damaged = () -> new BadInputException(
                what + " is no SentencePiece model or is damaged or cut off; get the file again.");
        return new Reader(what, damaged).read(new ProtocolFields(ByteBuffer.wrap(bytes), damaged));
    }

    /// The pieces of one type, with their ids.
    List<Integer> ids(PieceType type) {
        List<Integer> ids = new ArrayList<>();
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).type() == type) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static final class Reader {

        private final String what;
        private final Supplier<BadInputException> damaged;
        private final List<Piece> pieces = new ArrayList<>();
        private Kind kind = Kind.UNIGRAM;
        private boolean byteFallback;
        private boolean spaceAfter;
        private byte[] charsMap = {};
        private boolean dummyPrefix = true;
        private boolean removesExtraSpaces = true;
        private boolean escapesSpaces = true;

        Reader(String what, Supplier<BadInputException> damaged) {
            this.what = what;
            this.damaged = damaged;
        }

        SentencePieceModel read(ProtocolFields model) {
            for (int field = model.next(); field != 0; field = model.next()) {
                switch (field) {
                    case 1 -> piece(model.message());
                    case 2 -> trainer(model.message());
                    case 3 -> normalizer(model.message());
                    default -> model.skip();
                }
            }
            if (pieces.isEmpty()) {
                throw damaged.get();
            }
            return new SentencePieceModel(
                    kind,
                    List.copyOf(pieces),
                    byteFallback,
                    spaceAfter,
                    charsMap,
                    dummyPrefix,
                    removesExtraSpaces,
                    escapesSpaces);
        }

        private void piece(ProtocolFields message) {
            String text = "";
            float score = 0;
            long type = 1;
            for (int field = message.next(); field != 0; field = message.next()) {
                switch (field) {
                    case 1 -> text = message.text();
                    case 2 -> score = message.real();
                    case 3 -> type = message.number();
                    default -> message.skip();
                }
            }
            if (type < 1 || type > TYPES.size() || !Float.isFinite(score)) {
                throw damaged.get();
            }
            if (text.isEmpty() || text.length() > LONGEST_PIECE || pieces.size() >= MOST_PIECES) {
                throw new BadInputException("%s holds a piece of %d characters at %d, and takes at most %d pieces of 1"
                                .formatted(what, text.length(), pieces.size(), MOST_PIECES)
                        + " to " + LONGEST_PIECE + " characters; get the file again.");
            }
            pieces.add(new Piece(text, score, TYPES.get((int) type - 1)));
        }

        private void trainer(ProtocolFields message) {
            for (int field = message.next(); field != 0; field = message.next()) {
                switch (field) {
                    case 3 -> {
                        long number = message.number();
                        if (number < 1 || number > KINDS.size()) {
                            throw damaged.get();
                        }
                        kind = KINDS.get((int) number - 1);
                    }
                    case 24 -> spaceAfter = message.truth();
                    case 35 -> byteFallback = message.truth();
                    default -> message.skip();
                }
            }
        }

        private void normalizer(ProtocolFields message) {
            for (int field = message.next(); field != 0; field = message.next()) {
                switch (field) {
                    case 2 -> {
                        ByteBuffer block = message.block();
                        charsMap = new byte[block.remaining()];
                        block.get(charsMap);
                    }
                    case 3 -> dummyPrefix = message.truth();
                    case 4 -> removesExtraSpaces = message.truth();
                    case 5 -> escapesSpaces = message.truth();
                    default -> message.skip();
                }
            }
        }
    }
}
