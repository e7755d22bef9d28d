package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What a model does with a probe set before its routing is changed; made once and used for
/// every list of changes. It belongs to one model. Immutable.
public final class InterventionBaseline {

    private final ProbeSet probes;
    private final InterventionSettings settings;
    private final String neutralSource;
    private final List<int[]> neutral;
    private final AuditResult audit;
    private final NextTokens nextTokens;
    private final ExpertProfiles profiles;
    private final List<String> notes;

    private InterventionBaseline(
            LanguageModel model,
            ProbeSet probes,
            List<String> neutralTexts,
            InterventionSettings settings,
            Progress progress,
            Cancellation cancellation) {
        this.settings = settings;
        this.probes = FewerPairs.of(probes, settings.mostPairs());
        List<String> found = new ArrayList<>();
        if (Expansion.of(this.probes).count() < Expansion.of(probes).count()) {
            found.add("Of %,d pairs %,d were asked; words were left out evenly."
                    .formatted(
                            Expansion.of(probes).count(),
                            Expansion.of(this.probes).count()));
        }
        boolean controls = Expansion.of(this.probes).controlCount() > 0;
        neutralSource = !neutralTexts.isEmpty()
                ? "given texts"
                : controls ? "texts of the neutral swaps" : "texts of the probe set, which has no neutral swap";
        neutral = tokens(model, neutralTexts.isEmpty() ? texts(controls) : neutralTexts);
        progress.report(new Progress.Step(Progress.Phase.MEASURING, 0, 3));
        profiles = ExpertProfiles.of(
                model,
                ProfileText.of(this.probes, settings.mostNeutral(), settings.seed()),
                ProfileSettings.defaults().withSeed(settings.seed()),
                Progress.none(),
                cancellation);
        progress.report(new Progress.Step(Progress.Phase.MEASURING, 1, 3));
        audit = Audit.run(model, this.probes, settings.audit(), Progress.none(), cancellation);
        progress.report(new Progress.Step(Progress.Phase.MEASURING, 2, 3));
        nextTokens = NextTokens.of(model, neutral, cancellation);
        progress.report(new Progress.Step(Progress.Phase.MEASURING, 3, 3));
        notes = List.copyOf(found);
    }

    /// Measures a model as it is.
    ///
    /// @param neutralTexts texts that should not suffer; none means those of the probe set's
    ///     neutral swaps
    /// @param progress hears MEASURING
    /// @throws BadInputException if the model has no experts or the probe set cannot be asked
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static InterventionBaseline of(
            LanguageModel model,
            ProbeSet probes,
            List<String> neutralTexts,
            InterventionSettings settings,
            Progress progress,
            Cancellation cancellation) {
        return new InterventionBaseline(model, probes, neutralTexts, settings, progress, cancellation);
    }

    private List<String> texts(boolean onlyControls) {
        Set<String> texts = new LinkedHashSet<>();
        Exclusions exclusions = Exclusions.of(probes);
        Expansion.of(probes)
                .pairs()
                .filter(pair -> !onlyControls || pair.control())
                .filter(pair -> !exclusions.hold(pair))
                .forEach((CounterfactualPair pair) -> {
                    texts.add(pair.textA());
                    texts.add(pair.textB());
                });
        return List.copyOf(texts);
    }

    private List<int[]> tokens(LanguageModel model, List<String> texts) {
        List<int[]> tokens = ProfileText.evenly(texts, settings.mostNeutral(), settings.seed()).stream()
                .map(text -> model.tokenizer().encode(text).ids())
                .filter(ids -> ids.length > 1)
                .toList();
        if (tokens.isEmpty()) {
            throw new BadInputException("The neutral texts are too short to say how well the model tells their next"
                    + " words; give texts of several words.");
        }
        return tokens;
    }

    /// The probe set that is asked, perhaps with fewer words than the one given.
    public ProbeSet probes() {
        return probes;
    }

    /// How everything is measured.
    public InterventionSettings settings() {
        return settings;
    }

    /// The audit of the unchanged model.
    public AuditResult audit() {
        return audit;
    }

    /// How often each expert is used in the texts of the probe set.
    public ExpertProfiles profiles() {
        return profiles;
    }

    /// Where the neutral texts come from.
    public String neutralSource() {
        return neutralSource;
    }

    /// What was left out.
    public List<String> notes() {
        return notes;
    }

    List<int[]> neutral() {
        return neutral;
    }

    NextTokens nextTokens() {
        return nextTokens;
    }
}
