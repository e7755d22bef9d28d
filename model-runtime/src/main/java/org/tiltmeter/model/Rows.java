package org.tiltmeter.model;

/// What runs together in one pass: rows of tokens, each with its position and with what it sees.
interface Rows {

    /// Number of rows.
    int size();

    /// Tokens of each row, padding included.
    int length();

    /// Token ids `[rows, tokens]`.
    Tensor ids();

    /// How many tokens stand before each token in its text, `[rows, tokens]`.
    Tensor positions();

    /// Which keys each query sees, `[rows or 1, 1, queries or 1, keys]`, or nothing where positions say it: each token
    /// sees itself and what stands before it.
    ///
    /// @param bidirectional whether the model lets tokens see later ones
    Tensor visible(boolean bidirectional);

    /// Number of tokens of the text in a row, by which some rotary encodings turn.
    int textLength(int row);

    /// One token that follows others whose keys and values are kept.
    ///
    /// @param id the token
    /// @param position how many stand before it
    record Next(int id, int position) implements Rows {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int length() {
            return 1;
        }

        @Override
        public Tensor ids() {
            return Tensor.of(new long[] {id}, 1, 1);
        }

        @Override
        public Tensor positions() {
            return Tensor.of(new long[] {position}, 1, 1);
        }

        @Override
        public Tensor visible(boolean bidirectional) {
            return Pass.NOTHING;
        }

        @Override
        public int textLength(int row) {
            return position + 1;
        }
    }
}
