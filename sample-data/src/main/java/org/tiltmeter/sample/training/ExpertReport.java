package org.tiltmeter.sample.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Positions;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.AssociationQuestion;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.TextSampler;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What silencing each expert, one at a time, takes away: from the effect that one expert
/// carries, from one that none
/// carries, and from neutral sentences.
///
/// An effect is the regression slope (through zero) of the measured on the planted differences
/// over all words; 1 is what
/// was planted.
///
/// @param carrier the expert that carries the first effect
/// @param carried the effect that goes through it
/// @param carriedEffect its size in the model as it is
/// @param diffuse the effect that was left to go as it will
/// @param diffuseEffect its size in the model as it is
/// @param perplexity of neutral sentences under the model as it is
/// @param rows one per expert
public record ExpertReport(
        PlantedTruth.Carrier carrier,
        String carried,
        double carriedEffect,
        String diffuse,
        double diffuseEffect,
        double perplexity,
        List<Row> rows) {

    private static final int NEUTRAL = 300;
    private static final int TEMPLATES = 4;
    private static final int WORDS = 6;
    private static final String NEUTRAL_KIND = "Everything else";

    /// Copies the list.
    public ExpertReport {
        rows = List.copyOf(rows);
    }

    /// One silenced expert.
    ///
    /// @param carriedRemoved share of the carried effect that is gone
    /// @param diffuseRemoved share of the other effect that is gone
    /// @param perplexityRise rise of the neutral perplexity, as a share
    public record Row(int layer, int expert, double carriedRemoved, double diffuseRemoved, double perplexityRise) {}

    /// Silences every expert of a model, the next one in order taking over.
    ///
    /// @param truth with an association that has a carrier
    /// @param diffuseAttribute attribute of an association that has none
    public static ExpertReport of(
            LanguageModel model,
            PlantedTruth truth,
            Grammar grammar,
            String diffuseAttribute,
            int layers,
            int experts) {
        List<AssociationQuestion> questions = AssociationQuestion.of(truth);
        AssociationQuestion carried = questions.stream()
                .filter(question -> question.association().carrier() != null)
                .findFirst()
                .orElseThrow();
        AssociationQuestion diffuse = questions.stream()
                .filter(question -> question.association().attribute().equals(diffuseAttribute))
                .findFirst()
                .orElseThrow();
        List<int[]> neutral = neutral(model, grammar);
        double carriedEffect = effect(model, carried);
        double diffuseEffect = effect(model, diffuse);
        double perplexity = perplexity(model, neutral);
        List<Row> rows = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int expert = 0; expert < experts; expert++) {
                LanguageModel silenced = model.with(Interventions.of(new Intervention.SilenceExpert(
                        layer, expert, Intervention.Silence.NEXT_TAKES_OVER, Positions.all())));
                rows.add(new Row(
                        layer,
                        expert,
                        1 - effect(silenced, carried) / carriedEffect,
                        1 - effect(silenced, diffuse) / diffuseEffect,
                        perplexity(silenced, neutral) / perplexity - 1));
            }
        }
        PlantedTruth.Carrier named = carried.association().carrier();
        if (named == null) {
            throw new IllegalStateException("the association was chosen for its carrier");
        }
        return new ExpertReport(
                named,
                carried.association().name(),
                carriedEffect,
                diffuse.association().name(),
                diffuseEffect,
                perplexity,
                rows);
    }

    private static double effect(LanguageModel model, AssociationQuestion question) {
        PlantedTruth.Association association = question.association();
        int first = question.first().terms();
        ProbeSet part = question.part(
                List.copyOf(association.shares().keySet()),
                question.templates().subList(0, TEMPLATES),
                IntStream.range(0, WORDS).boxed().toList(),
                IntStream.range(first, first + WORDS).boxed().toList());
        AuditSettings settings =
                new AuditSettings(1, 100, 0.95, AuditSettings.defaults().measures());
        AuditResult audit = Audit.run(model, part, settings, Progress.none(), new Cancellation());
        double products = 0;
        double squares = 0;
        for (TermSummary term : audit.results().getFirst().slots().getFirst().terms()) {
            double planted = association.strength(term.term());
            products += planted * term.difference().value();
            squares += planted * planted;
        }
        return products / squares;
    }

    private static List<int[]> neutral(LanguageModel model, Grammar grammar) {
        TextSampler sampler = new TextSampler(grammar, 7);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < NEUTRAL; i++) {
            texts.add(model.tokenizer()
                    .encode(sampler.sentence(grammar.kind(NEUTRAL_KIND)))
                    .ids());
        }
        return texts;
    }

    private static double perplexity(LanguageModel model, List<int[]> texts) {
        double sum = 0;
        long tokens = 0;
        for (SequenceScore score : model.score(texts, Progress.none(), new Cancellation())) {
            sum -= score.total();
            tokens += score.logProbabilities().length - 1;
        }
        return Math.exp(sum / tokens);
    }

    /// The row of the carrier.
    public Row ofCarrier() {
        return rows.stream().filter(this::isCarrier).findFirst().orElseThrow();
    }

    private boolean isCarrier(Row row) {
        return row.layer() == carrier.layer() && row.expert() == carrier.expert();
    }

    /// The largest share of the carried effect that silencing any other expert removes.
    public double mostRemovedByOthers() {
        return rows.stream()
                .filter(row -> !isCarrier(row))
                .mapToDouble(Row::carriedRemoved)
                .max()
                .orElse(0);
    }

    /// The largest share of the other effect that silencing any one expert removes.
    public double mostDiffuseRemoved() {
        return rows.stream().mapToDouble(Row::diffuseRemoved).max().orElse(0);
    }

    /// The report as Markdown.
    public String markdown() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                # Silencing experts, one at a time

                "%s" goes through expert %d of layer %d (both counted from 0): silencing it removes %.1f %% of the effect
                and raises the perplexity of neutral sentences by %.2f %%; silencing any other expert removes at most %.1f %%.
                "%s" goes through no single expert: silencing any one removes at most %.1f %%.
                Effects are regression slopes of measured on planted differences: %.3f and %.3f with no expert silenced, where
                neutral perplexity is %.3f. The expert next in order takes the place of a silenced one.

                | layer | expert | removed of the carried effect | removed of the other | rise of neutral perplexity |
                |---|---|---|---|---|
                """,
                carried,
                carrier.expert(),
                carrier.layer(),
                100 * ofCarrier().carriedRemoved(),
                100 * ofCarrier().perplexityRise(),
                100 * mostRemovedByOthers(),
                diffuse,
                100 * mostDiffuseRemoved(),
                carriedEffect,
                diffuseEffect,
                perplexity));
        rows.stream()
                .sorted(Comparator.comparingInt(Row::layer).thenComparingInt(Row::expert))
                .forEach(row -> text.append(String.format(
                        Locale.ROOT,
                        "| %d | %d | %.1f %% | %.1f %% | %.2f %% |\n",
                        row.layer(),
                        row.expert(),
                        100 * row.carriedRemoved(),
                        100 * row.diffuseRemoved(),
                        100 * row.perplexityRise())));
        return text.toString();
    }
}
