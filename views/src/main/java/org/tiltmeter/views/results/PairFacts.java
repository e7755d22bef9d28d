package org.tiltmeter.views.results;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.measure.AskedText;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.views.FactGrid;
import org.tiltmeter.views.Texts;

/// What is known of one pair, number by number.
final class PairFacts {

    private PairFacts() {}

    /// The difference, what each text scored, and what the model answered where it was asked.
    static List<FactGrid.Fact> of(ScoredPair item) {
        boolean likelihood = item.outcome().equals(Outcome.LIKELIHOOD);
        List<FactGrid.Fact> facts = new ArrayList<>();
        facts.add(fact(Texts.get("results.columnDifference"), item, item.difference()));
        String quantity = OutcomeWords.quantity(item.outcome());
        facts.add(fact(
                likelihood ? Texts.get("results.logA") : Texts.get("results.valueA", quantity), item, item.valueA()));
        facts.add(fact(
                likelihood ? Texts.get("results.logB") : Texts.get("results.valueB", quantity), item, item.valueB()));
        if (likelihood) {
            facts.add(FactGrid.Fact.of(
                    Texts.get("results.tokens"), Texts.get("results.tokensValue", item.tokensA(), item.tokensB())));
        }
        facts.add(FactGrid.Fact.of(Texts.get("results.template"), item.pair().template()));
        for (AskedText asked : item.asked()) {
            String name = Texts.get(
                    "results.answered",
                    asked.side(),
                    asked.role(),
                    asked.answer().strip());
            facts.add(
                    Double.isNaN(asked.logProbability())
                            ? FactGrid.Fact.of(name, Texts.get("results.written"))
                            : FactGrid.Fact.of(
                                    name, OutcomeWords.withUnit(Outcome.LIKELIHOOD, asked.logProbability())));
        }
        return facts;
    }

    private static FactGrid.Fact fact(String name, ScoredPair item, double value) {
        return FactGrid.Fact.of(name, OutcomeWords.withUnit(item.outcome(), value));
    }
}
