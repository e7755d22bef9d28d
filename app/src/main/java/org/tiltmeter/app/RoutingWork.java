package org.tiltmeter.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.RoutingFindings;
import org.tiltmeter.routing.ExpertProfiles;
import org.tiltmeter.routing.ExpertScan;
import org.tiltmeter.routing.InterventionBaseline;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Switched;
import org.tiltmeter.routing.ProfileSettings;
import org.tiltmeter.routing.ProfileText;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterSaturation;
import org.tiltmeter.routing.RoutingChange;
import org.tiltmeter.routing.RoutingStudies;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Everything that `routing` does with a model of experts. For one thread.
final class RoutingWork {

    private final LanguageModel model;
    private final Request request;
    private final Progress progress;
    private final Cancellation cancellation;
    private final List<ExpertProfiles> profiles = new ArrayList<>();
    private final List<InterventionStudy> interventions = new ArrayList<>();
    private final List<ExpertScan> scans = new ArrayList<>();
    private final List<RouterMediation> mediations = new ArrayList<>();
    private final List<RouterSaturation> saturations = new ArrayList<>();

    RoutingWork(LanguageModel model, Request request, Progress progress, Cancellation cancellation) {
        this.model = model;
        this.request = request;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// What was asked for.
    ///
    /// @param study how divergences and experts are studied
    /// @param changed how changes are judged
    /// @param changes the changes; none means that the expert with the largest confirmed
    ///     difference is silenced
    /// @param neutral texts that should not suffer; none means those of the neutral swaps
    /// @param intervenes whether anything is changed at all
    /// @param scans whether every expert is silenced in turn
    record Request(
            StudySettings study,
            InterventionSettings changed,
            List<RoutingChange> changes,
            List<String> neutral,
            boolean intervenes,
            boolean scans) {

        Request {
            changes = List.copyOf(changes);
            neutral = List.copyOf(neutral);
        }
    }

    /// Studies one probe set.
    RoutingStudy study(ProbeSet set, Optional<LanguageModel> other) {
        RoutingStudy study = RoutingStudies.of(model, set, request.study(), progress, cancellation);
        ProfileSettings settings =
                ProfileSettings.defaults().withSeed(request.study().seed());
        List<ProfileText> texts = ProfileText.of(set, settings.mostTexts(), settings.seed());
        profiles.add(ExpertProfiles.of(model, texts, settings, progress, cancellation));
        other.ifPresent(second -> saturations.add(RouterSaturation.of(
                model, second, texts.stream().map(ProfileText::text).toList(), progress, cancellation)));
        if (request.intervenes()) {
            intervene(set, study);
        }
        return study;
    }

    private void intervene(ProbeSet set, RoutingStudy study) {
        List<RoutingChange> changes = request.changes().isEmpty() ? strongest(study) : request.changes();
        if (request.changed().mostPatched() > 0) {
            mediations.add(RouterMediation.of(model, set, request.changed(), progress, cancellation));
        }
        if (changes.isEmpty() && !request.scans()) {
            return;
        }
        InterventionBaseline baseline =
                InterventionBaseline.of(model, set, request.neutral(), request.changed(), progress, cancellation);
        if (!changes.isEmpty()) {
            interventions.add(InterventionStudy.of(
                    model,
                    baseline,
                    changes.stream().map(change -> new Switched(change, true)).toList(),
                    progress,
                    cancellation));
        }
        if (request.scans()) {
            scans.add(ExpertScan.of(model, baseline, List.of(), progress, cancellation));
        }
    }

    /// Silencing the expert with the largest confirmed difference, if there is one.
    private static List<RoutingChange> strongest(RoutingStudy study) {
        return study.comparisons().stream()
                .filter(comparison -> !comparison.control())
                .flatMap(comparison -> comparison.confirmed().stream())
                .max(Comparator.comparingDouble((ExpertDifference one) -> Math.abs(one.difference())))
                .<RoutingChange>map(one -> new RoutingChange.Silence(one.layer(), one.expert()))
                .stream()
                .toList();
    }

    /// What was found so far.
    RoutingFindings findings() {
        return new RoutingFindings(profiles, interventions, scans, mediations, saturations);
    }
}
