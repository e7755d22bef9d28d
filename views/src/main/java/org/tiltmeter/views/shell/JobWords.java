package org.tiltmeter.views.shell;

import java.util.Locale;
import java.util.Optional;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Phase;
import org.tiltmeter.work.Progress;

/// A job in words: what it is doing, how far it is, how fast, how long it will take.
final class JobWords {

    private static final String SEPARATOR = " · ";

    private JobWords() {}

    static String of(Job job) {
        if (job.phaseProperty().get() == Phase.CANCELLING) {
            return Texts.get("job.cancelling");
        }
        Optional<Progress.Step> step = job.stepProperty().get();
        StringBuilder words =
                new StringBuilder(Texts.get(job.titleKey(), job.titleArguments().toArray()));
        step.ifPresent(known -> {
            words.append(SEPARATOR).append(Texts.get(key(known.phase())));
            if (known.total() > 0) {
                words.append(' ').append(ofTotal(known));
            }
        });
        boolean bytes = step.filter(known -> known.phase().countsBytes()).isPresent();
        job.rate()
                .ifPresent(rate -> words.append(SEPARATOR)
                        .append(Texts.get("job.rate", bytes ? Sizes.bytes(Math.round(rate)) : rounded(rate))));
        job.secondsLeft()
                .ifPresent(seconds -> words.append(SEPARATOR).append(Texts.get("job.left", Sizes.duration(seconds))));
        return words.toString();
    }

    private static String ofTotal(Progress.Step step) {
        return step.phase().countsBytes()
                ? Texts.get("job.ofTotal", Sizes.bytes(step.done()), Sizes.bytes(step.total()))
                : Texts.get("job.ofTotal", step.done(), step.total());
    }

    private static String rounded(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    private static String key(Progress.Phase phase) {
        return switch (phase) {
            case READING_HEADERS -> "phase.readingHeaders";
            case BINDING_WEIGHTS -> "phase.bindingWeights";
            case WARMING_UP -> "phase.warmingUp";
            case TRACING -> "phase.tracing";
            case SCORING -> "phase.scoring";
            case GENERATING -> "phase.generating";
            case EXPANDING -> "phase.expanding";
            case COMPUTING_STATISTICS -> "phase.computingStatistics";
            case FITTING_DIRECTIONS -> "phase.fittingDirections";
            case FINGERPRINTING -> "phase.fingerprinting";
            case SAVING -> "phase.saving";
            case EXPORTING -> "phase.exporting";
            case TRAINING -> "phase.training";
            case MEASURING -> "phase.measuring";
            case FETCHING -> "phase.fetching";
        };
    }
}
