package org.tiltmeter.sample.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.sample.AssociationQuestion;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Every association planted in a model, word by word, beside what an audit of the model finds.
///
/// @param parts one per association
public record StrengthReport(List<Part> parts) {

    /// Copies the list.
    public StrengthReport {
        parts = List.copyOf(parts);
    }

    /// One association.
    ///
    /// @param association what was planted
    /// @param rows one per word
    public record Part(PlantedTruth.Association association, List<Row> rows) {

        /// Copies the list.
        public Part {
            rows = List.copyOf(rows);
        }

        /// Mean absolute difference of measured and planted difference, nats.
        public double meanAbsoluteError() {
            return rows.stream()
                    .mapToDouble(row -> Math.abs(row.measured().value() - row.planted()))
                    .average()
                    .orElse(Double.NaN);
        }

        /// Spearman's rank correlation of measured and planted difference; not a number where
        /// nothing is planted.
        public double rankCorrelation() {
            return new SpearmansCorrelation()
                    .correlation(
                            rows.stream().mapToDouble(Row::planted).toArray(),
                            rows.stream()
                                    .mapToDouble(row -> row.measured().value())
                                    .toArray());
        }
    }

    /// One word.
    ///
    /// @param word such as a treatment
    /// @param planted log-probability with the first group less that with the other, nats
    /// @param measured the audit's mean of the same, sentences being the units
    public record Row(String word, double planted, Estimate measured) {}

    /// Audits a model.
    public static StrengthReport of(LanguageModel model, PlantedTruth truth, AuditSettings settings) {
        List<Part> parts = new ArrayList<>();
        for (AssociationQuestion question : AssociationQuestion.of(truth)) {
            PlantedTruth.Association association = question.association();
            AuditResult audit = Audit.run(model, question.whole(), settings, Progress.none(), new Cancellation());
            Map<String, Estimate> measured = audit.results().stream()
                    .filter(result -> result.attribute().equals(association.attribute()))
                    .flatMap(result -> result.slots().stream())
                    .filter(slot -> slot.slot().equals(association.slot()))
                    .flatMap(slot -> slot.terms().stream())
                    .collect(Collectors.toMap(TermSummary::term, TermSummary::difference));
            List<Row> rows = new ArrayList<>();
            for (String word : association.shares().keySet()) {
                Estimate found = measured.get(word);
                if (found == null) {
                    throw new IllegalArgumentException("the audit did not ask about " + word);
                }
                rows.add(new Row(word, association.strength(word), found));
            }
            parts.add(new Part(association, rows));
        }
        return new StrengthReport(parts);
    }

    /// The report as Markdown.
    public String markdown() {
        StringBuilder text = new StringBuilder("# Planted and measured\n\n"
                + "Differences of log-probabilities in nats, the first group less the other, over all sentences"
                + " and words; 95 % intervals with sentences as units.\n");
        for (Part part : parts) {
            PlantedTruth.Association association = part.association();
            double correlation = part.rankCorrelation();
            text.append(String.format(
                    Locale.ROOT,
                    "\n## %s\n\n%s against %s: mean absolute error %.3f%s.\n\n| %s | planted | measured | interval |\n",
                    association.name(),
                    association.group().replace(" | ", " of the "),
                    association.other().replace(" | ", " of the "),
                    part.meanAbsoluteError(),
                    Double.isNaN(correlation)
                            ? ", the same planted for every word"
                            : String.format(Locale.ROOT, ", rank correlation (Spearman) %.3f", correlation),
                    association.slot()));
            text.append("|---|---|---|---|\n");
            for (Row row : part.rows()) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %+.3f | %+.3f | %+.3f to %+.3f |\n",
                        row.word(),
                        row.planted(),
                        row.measured().value(),
                        row.measured().interval().low(),
                        row.measured().interval().high()));
            }
        }
        return text.toString();
    }
}
