package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.tokenizer.Tokenizer;

/// Looks at pairs before anything is run, for what would confound the comparison. Give it all
/// pairs of one
/// expansion
/// in order; it remembers texts to notice duplicates. For one thread.
public final class PairCheck {

    private final Tokenizer tokenizer;
    private final Set<List<String>> seen = new HashSet<>();

    /// @param tokenizer of the model that will be asked; it stays the caller's
    public PairCheck(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// What is noticed about one pair; empty if nothing.
    public List<PairFinding> check(CounterfactualPair pair) {
        List<PairFinding> findings = new ArrayList<>();
        if (pair.textA().equals(pair.textB())) {
            findings.add(finding(Kind.IDENTICAL, pair, pair.textA()));
            return findings;
        }
        if (!seen.add(List.of(pair.textA(), pair.textB()))) {
            findings.add(finding(Kind.DUPLICATED, pair, pair.textA()));
        }
        Agreement.broken(pair.textA(), pair.changedA())
                .or(() -> Agreement.broken(pair.textB(), pair.changedB()))
                .ifPresent(words -> findings.add(finding(Kind.POSSIBLE_AGREEMENT_ERROR, pair, words)));
        Tokenization a = tokenizer.encode(pair.textA());
        Tokenization b = tokenizer.encode(pair.textB());
        if (a.tokens().size() != b.tokens().size()) {
            findings.add(finding(
                    Kind.TOKEN_COUNTS_DIFFER,
                    pair,
                    a.tokens().size() + " and " + b.tokens().size() + " tokens"));
        }
        List<String> outside = new ArrayList<>();
        for (TokenAlignment.Column column : TokenAlignment.of(a.ids(), b.ids()).columns()) {
            if (column.part() == TokenAlignment.Part.EDITED) {
                addOutside(outside, a, column.indexA(), pair.changedA());
                addOutside(outside, b, column.indexB(), pair.changedB());
            }
        }
        if (!outside.isEmpty()) {
            findings.add(finding(Kind.MORE_THAN_THE_SPAN_CHANGED, pair, String.join(" ", outside)));
        }
        return findings;
    }

    private static void addOutside(List<String> outside, Tokenization text, int index, List<Span> changed) {
        if (index < 0) {
            return;
        }
        Token token = text.tokens().get(index);
        if (!token.special()
                && token.end() > token.start()
                && changed.stream().noneMatch(span -> span.overlaps(token.start(), token.end()))) {
            outside.add(text.text().substring(token.start(), token.end()));
        }
    }

    private static PairFinding finding(Kind kind, CounterfactualPair pair, String detail) {
        return new PairFinding(kind, pair.index(), pair.template(), detail);
    }
}
