package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tiltmeter.tokenizer.FrameTokens;
import org.tiltmeter.work.Progress;

/// Asks the kernels how probable tokens are. For one thread at a time.
final class TokenScores {

    /// Logits that are held at once when only some of their numbers are wanted.
    private static final int LOGITS_AT_ONCE = 1 << 22;
    private static final int ROWS_AT_ONCE = 64;

    /// Tokens of all texts with one token hidden that are held at once.
    private static final long HIDDEN_AT_ONCE = 1 << 18;

    private final TorchScript script;
    private final Pass pass;
    private final int vocabulary;

    TokenScores(TorchScript script, Pass pass, int vocabulary) {
        this.script = script;
        this.pass = pass;
        this.vocabulary = vocabulary;
    }

    /// Log-probability of every token but the first of each row, one row after the other, from the pass under way.
    ///
    /// @param check called between calls to the engine; throws to stop
    float[] following(Batch batch, Runnable check) {
        List<Long> rows = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = batch.rows().get(row);
            for (int i = 1; i < ids.length; i++) {
                rows.add((long) row * batch.length() + i - 1);
                targets.add((long) ids[i]);
            }
        }
        return score(rows, targets, check);
    }

    /// Scores of sequences that share beginnings, what they share computed once.
    ///
    /// @param check called between calls to the engine; throws to stop
    List<SequenceScore> trees(List<int[]> sequences, List<TokenTree> trees, Progress progress, Runnable check) {
        SequenceScore[] scores = new SequenceScore[sequences.size()];
        int done = 0;
        for (TokenTree.Forest forest : TokenTree.Forest.of(trees, TorchModel.TOKENS_AT_ONCE)) {
            pass.run(forest, false, false, check);
            List<Long> rows = new ArrayList<>();
            List<Long> targets = new ArrayList<>();
            for (int row = 0; row < forest.size(); row++) {
                forest.trees().get(row).addQuestions((long) row * forest.length(), rows, targets);
            }
            float[] found = score(rows, targets, check);
            pass.finish();
            int first = 0;
            for (TokenTree tree : forest.trees()) {
                double[] byToken = tree.answers(found, first);
                first += tree.questions();
                tree.paths().forEach((place, path) -> {
                    double[] own = Arrays.stream(path)
                            .mapToDouble(token -> byToken[token])
                            .toArray();
                    scores[place] = new SequenceScore(sequences.get(place).clone(), own);
                });
                done += tree.paths().size();
            }
            progress.report(new Progress.Step(Progress.Phase.SCORING, done, sequences.size()));
        }
        return List.of(scores);
    }

    /// Log-probability of each target token at each row.
    private float[] score(List<Long> rows, List<Long> targets, Runnable check) {
        float[] scores = new float[rows.size()];
        int together = Math.max(1, LOGITS_AT_ONCE / vocabulary);
        // The engine multiplies so many rows at a time, and a few more cost as much.
        together = together > ROWS_AT_ONCE ? together - together % ROWS_AT_ONCE : together;
        for (int from = 0; from < scores.length; from += together) {
            check.run();
            int to = Math.min(scores.length, from + together);
            Tensor part =
                    (Tensor) script.call("score", tensor(rows.subList(from, to)), tensor(targets.subList(from, to)));
            System.arraycopy(part.floats(), 0, scores, from, to - from);
        }
        return scores;
    }

    private static Tensor tensor(List<Long> values) {
        return Tensor.of(values.stream().mapToLong(Long::longValue).toArray(), values.size());
    }

    /// Scores with a masked model: one text per hidden token.
    ///
    /// @param check called between calls to the engine; throws to stop
    List<SequenceScore> hidden(List<int[]> sequences, FrameTokens tokens, Progress progress, Runnable check) {
        List<SequenceScore> scores = new ArrayList<>();
        for (int[] ids : sequences) {
            scores.add(new SequenceScore(ids.clone(), new double[ids.length]));
        }
        int from = 0;
        while (from < sequences.size()) {
            int to = from;
            for (long hidden = 0; to < sequences.size() && (to == from || hidden < HIDDEN_AT_ONCE); to++) {
                hidden += (long) sequences.get(to).length * sequences.get(to).length;
            }
            HiddenTokens hidden = HiddenTokens.of(sequences.subList(from, to), from, tokens);
            for (Batch batch : Batch.of(hidden.texts(), TorchModel.TOKENS_AT_ONCE)) {
                pass.run(batch, false, false, check);
                List<Long> rows = new ArrayList<>();
                List<Long> targets = new ArrayList<>();
                for (int row = 0; row < batch.size(); row++) {
                    HiddenTokens.Question question =
                            hidden.questions().get(batch.places().get(row));
                    rows.add((long) row * batch.length() + question.position());
                    targets.add((long) question.id());
                }
                float[] found = score(rows, targets, check);
                pass.finish();
                for (int row = 0; row < found.length; row++) {
                    HiddenTokens.Question question =
                            hidden.questions().get(batch.places().get(row));
                    scores.get(question.sequence()).logProbabilities()[question.position()] = found[row];
                }
            }
            from = to;
            progress.report(new Progress.Step(Progress.Phase.SCORING, from, sequences.size()));
        }
        return scores;
    }
}
