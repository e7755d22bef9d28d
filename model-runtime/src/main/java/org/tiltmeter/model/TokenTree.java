package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Sequences that begin alike as one tree of tokens, what they share standing there once. Each token sees the tokens on
/// its own path only, at the positions it has in its own sequence, so that it gets the numbers it would get alone.
final class TokenTree {

    /// A tree is one row of a pass, in which every token is compared with every other.
    private static final int MOST_TOKENS = 384;

    private final List<Integer> ids = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final List<Map<Integer, Integer>> children = new ArrayList<>();
    private final Map<Integer, Integer> roots = new HashMap<>();
    private final Map<Integer, int[]> paths = new HashMap<>();

    /// Trees for all sequences: in alphabetical order of their tokens, a sequence joins the tree of the one before it
    /// if they share enough of their beginning.
    static List<TokenTree> of(List<int[]> sequences) {
        List<Integer> order = IntStream.range(0, sequences.size())
                .boxed()
                .sorted(Comparator.comparing(sequences::get, Arrays::compare))
                .toList();
        List<TokenTree> trees = new ArrayList<>();
        int[] before = new int[0];
        for (int place : order) {
            int[] sequence = sequences.get(place);
            int shared = Arrays.mismatch(before, sequence);
            int alike = shared < 0 ? sequence.length : shared;
            boolean joins = !trees.isEmpty()
                    && alike >= 2
                    && 3 * alike >= Math.min(before.length, sequence.length)
                    && trees.getLast().size() + sequence.length - alike <= MOST_TOKENS;
            if (!joins) {
                trees.add(new TokenTree());
            }
            trees.getLast().add(place, sequence);
            before = sequence;
        }
        return trees;
    }

    private void add(int place, int[] sequence) {
        int[] path = new int[sequence.length];
        int parent = -1;
        for (int i = 0; i < sequence.length; i++) {
            Map<Integer, Integer> next = parent < 0 ? roots : children.get(parent);
            Integer known = next.get(sequence[i]);
            if (known == null) {
                known = ids.size();
                next.put(sequence[i], known);
                ids.add(sequence[i]);
                parents.add(parent);
                depths.add(i);
                children.add(new HashMap<>());
            }
            path[i] = known;
            parent = known;
        }
        paths.put(place, path);
    }

    /// Number of tokens, shared ones counted once.
    int size() {
        return ids.size();
    }

    /// For each sequence, by its place in the caller's list, where its tokens stand in the tree.
    Map<Integer, int[]> paths() {
        return paths;
    }

    /// How many tokens follow another.
    int questions() {
        return size() - roots.size();
    }

    /// For each token that follows another: where that other stands, and which token it is.
    ///
    /// @param offset of the tree's first token among the rows of the pass
    void addQuestions(long offset, List<Long> rows, List<Long> targets) {
        for (int i = 0; i < size(); i++) {
            if (parents.get(i) >= 0) {
                rows.add(offset + parents.get(i));
                targets.add((long) ids.get(i));
            }
        }
    }

    /// The answers to these questions by token; 0 for tokens that follow none.
    ///
    /// @param first where this tree's answers begin
    double[] answers(float[] answers, int first) {
        double[] byToken = new double[size()];
        int next = first;
        for (int i = 0; i < byToken.length; i++) {
            if (parents.get(i) >= 0) {
                byToken[i] = answers[next++];
            }
        }
        return byToken;
    }

    /// Trees that run together, each a row padded to the largest.
    record Forest(List<TokenTree> trees, int length) implements Rows {

        Forest {
            trees = List.copyOf(trees);
        }

        /// Groups trees of similar size.
        ///
        /// @param tokens most tokens of one forest, padding counted; a larger tree runs alone
        static List<Forest> of(List<TokenTree> trees, int tokens) {
            List<Forest> forests = new ArrayList<>();
            List<TokenTree> together = new ArrayList<>();
            for (TokenTree tree : trees.stream()
                    .sorted(Comparator.comparingInt(tree -> -tree.size()))
                    .toList()) {
                int longest =
                        together.isEmpty() ? tree.size() : together.getFirst().size();
                if (!together.isEmpty() && (together.size() + 1L) * longest > tokens) {
                    forests.add(new Forest(together, together.getFirst().size()));
                    together = new ArrayList<>();
                }
                together.add(tree);
            }
            if (!together.isEmpty()) {
                forests.add(new Forest(together, together.getFirst().size()));
            }
            return forests;
        }

        @Override
        public int size() {
            return trees.size();
        }

        @Override
        public Tensor ids() {
            return padded(true);
        }

        @Override
        public Tensor positions() {
            return padded(false);
        }

        private Tensor padded(boolean ids) {
            long[] values = new long[size() * length];
            for (int row = 0; row < size(); row++) {
                List<Integer> own = ids ? trees.get(row).ids : trees.get(row).depths;
                for (int i = 0; i < own.size(); i++) {
                    values[row * length + i] = own.get(i);
                }
            }
            return Tensor.of(values, size(), length);
        }

        @Override
        public Tensor visible(boolean bidirectional) {
            long[] visible = new long[size() * length * length];
            for (int row = 0; row < size(); row++) {
                TokenTree tree = trees.get(row);
                for (int i = 0; i < length; i++) {
                    int from = (row * length + i) * length;
                    visible[from + i] = 1;
                    int parent = i < tree.size() ? tree.parents.get(i) : -1;
                    if (parent >= 0) {
                        // a parent stands before its children, so its own row is complete
                        int above = (row * length + parent) * length;
                        for (int j = 0; j <= parent; j++) {
                            visible[from + j] |= visible[above + j];
                        }
                    }
                }
            }
            return Tensor.of(visible, size(), 1, length, length);
        }

        @Override
        public int textLength(int row) {
            return trees.get(row).depths.stream()
                    .mapToInt(depth -> depth + 1)
                    .max()
                    .orElse(1);
        }
    }
}
