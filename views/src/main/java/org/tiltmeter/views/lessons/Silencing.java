package org.tiltmeter.views.lessons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Positions;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Audits a model as it is and again with experts silenced one after the other. For a worker thread.
final class Silencing {

    private Silencing() {}

    /// One audit: the first comparison of the probe set that is no control.
    ///
    /// @param expert which was silenced; empty for the model as it is
    /// @param effect mean difference of log-probabilities, first group less the second, nats
    /// @param interval of the effect
    /// @param templates its units
    /// @param pairs that were asked
    /// @param noise mean difference of neutral swaps under the same change, nats; empty without a control
    record Row(
            Optional<Expert> expert,
            double effect,
            Interval interval,
            int templates,
            int pairs,
            Optional<Double> noise) {}

    /// An expert, by layer and index from 0.
    record Expert(int layer, int index) {

        /// Experts as a lesson file names them: `1/5, 1/2`.
        static List<Expert> parse(String text) {
            return Arrays.stream(text.split(","))
                    .map(one -> one.strip().split("/"))
                    .map(parts -> new Expert(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])))
                    .toList();
        }
    }

    /// The model as it is, then with each expert silenced: it cannot be chosen, and the next one in order takes over.
    ///
    /// @throws BadInputException if the model lacks an expert or the set has nothing but controls
    static List<Row> compare(
            LanguageModel model,
            ProbeSet probes,
            long seed,
            List<Expert> experts,
            Progress progress,
            Cancellation cancellation) {
        AuditSettings settings = AuditSettings.defaults().withSeed(seed);
        List<Row> rows = new ArrayList<>();
        rows.add(row(Optional.empty(), Audit.run(model, probes, settings, progress, cancellation)));
        for (Expert expert : experts) {
            LanguageModel silenced = model.with(Interventions.of(new Intervention.SilenceExpert(
                    expert.layer(), expert.index(), Intervention.Silence.NEXT_TAKES_OVER, Positions.all())));
            rows.add(row(Optional.of(expert), Audit.run(silenced, probes, settings, progress, cancellation)));
        }
        return rows;
    }

    private static Row row(Optional<Expert> expert, AuditResult audit) {
        ProbeResult result = audit.results().stream()
                .filter(one -> !one.control())
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "The probe set has controls only; choose one that asks about something."));
        return new Row(
                expert,
                result.effect().mean(),
                result.effect().interval(),
                result.effect().units(),
                result.pairs(),
                Optional.ofNullable(result.noiseFloor())
                        .map(floor -> floor.effect().mean()));
    }
}
