package org.tiltmeter.sample.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.measure.TextScores;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Template;
import org.tiltmeter.sample.AssociationQuestion;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.statistics.Wilson;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Audits sample models again and again, each time with other sentences and other words, and
/// counts how often the
/// audit is right: whether its intervals contain what was planted, and how often it finds
/// something where nothing is.
///
/// Every audit is the audit that users run ([Audit]); a calibration only chooses what it asks.
/// For one thread.
public final class Calibration {

    private static final double LEVEL = 0.05;

    /// Fewer pairs of words than this cannot come near a p-value of 0.05 from below.
    private static final int FEWEST_PAIRS = 8;

    private final CalibrationSettings settings;
    private final Progress progress;
    private final Cancellation cancellation;
    private long done;
    private long total;

    private Calibration(CalibrationSettings settings, Progress progress, Cancellation cancellation) {
        this.settings = settings;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// Calibrates.
    ///
    /// @param planted a model of the family associations
    /// @param truth what was planted in it
    /// @param balanced its twin in which nothing was planted
    /// @param progress hears COMPUTING_STATISTICS in audits
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static CalibrationResult run(
            LanguageModel planted,
            PlantedTruth truth,
            LanguageModel balanced,
            CalibrationSettings settings,
            Progress progress,
            Cancellation cancellation) {
        return new Calibration(settings, progress, cancellation).run(planted, truth, balanced);
    }

    private CalibrationResult run(LanguageModel planted, PlantedTruth truth, LanguageModel balanced) {
        long start = System.nanoTime();
        List<AssociationQuestion> questions = AssociationQuestion.of(truth);
        total = 3L * settings.tests();
        for (AssociationQuestion question : questions) {
            total += (long) question.association().shares().size() * settings.subsamples() + 1;
        }
        TextScores scores = new TextScores();
        List<Recovery> recoveries = new ArrayList<>();
        int audits = 0;
        int covered = 0;
        int coveredModel = 0;
        for (AssociationQuestion question : questions) {
            Recovery recovery = recover(planted, scores, question);
            recoveries.add(recovery);
            audits += recovery.audits();
            covered += (int) Math.round(recovery.covered().value() * recovery.audits());
            coveredModel += (int) Math.round(recovery.coveredModel().value() * recovery.audits());
        }
        TextScores balancedScores = new TextScores();
        List<AssociationQuestion> testable = questions.stream()
                .filter(question ->
                        Math.min(question.first().terms(), question.second().terms()) >= FEWEST_PAIRS)
                .toList();
        List<AssociationQuestion> single =
                questions.stream().filter(AssociationQuestion::singleWords).toList();
        List<FalseAlarms> alarms = new ArrayList<>();
        alarms.add(
                alarms("balanced model, words split at random", balanced, balancedScores, testable, Choice.ANY_SPLIT));
        alarms.add(alarms("planted model, swaps within a group", planted, scores, testable, Choice.WITHIN_GROUPS));
        alarms.add(alarms("balanced model, she and he", balanced, balancedScores, single, Choice.AS_GROUPED));
        return new CalibrationResult(
                settings,
                recoveries,
                Wilson.share(covered, audits, 0.95),
                Wilson.share(coveredModel, audits, 0.95),
                alarms,
                (System.nanoTime() - start) / 1e9);
    }

    /// Which words stand on the two sides of a comparison.
    private enum Choice {
        /// Those of the two groups.
        AS_GROUPED,
        /// Any words on either side, whatever their group.
        ANY_SPLIT,
        /// Words of the same group on both sides.
        WITHIN_GROUPS
    }

    private Recovery recover(LanguageModel model, TextScores scores, AssociationQuestion question) {
        PlantedTruth.Association association = question.association();
        AuditResult whole = Audit.run(model, question.whole(), settings.audit(), scores, Progress.none(), cancellation);
        step();
        Map<String, Double> own = new LinkedHashMap<>();
        result(whole, association).slots().stream()
                .filter(slot -> slot.slot().equals(association.slot()))
                .flatMap(slot -> slot.terms().stream())
                .forEach((TermSummary term) ->
                        own.put(term.term(), term.difference().value()));
        SplittableRandom random = new SplittableRandom(settings.audit().seed()
                + association.name().hashCode() * 31L
                + association.group().hashCode());
        int audits = 0;
        int covered = 0;
        int coveredModel = 0;
        double width = 0;
        double error = 0;
        for (String word : association.shares().keySet()) {
            double strength = association.strength(word);
            double ownStrength = own.getOrDefault(word, Double.NaN);
            error += Math.abs(ownStrength - strength);
            for (int i = 0; i < settings.subsamples(); i++) {
                ProbeSet part = part(question, word, Choice.AS_GROUPED, random);
                ProbeResult result = audit(model, scores, part, association, random.nextLong());
                audits++;
                covered += result.effect().interval().contains(strength) ? 1 : 0;
                coveredModel += result.effect().interval().contains(ownStrength) ? 1 : 0;
                width += (result.effect().interval().high()
                                - result.effect().interval().low())
                        / 2;
            }
        }
        return new Recovery(
                association.name(),
                association.group(),
                association.other(),
                association.shares().size(),
                audits,
                Wilson.share(covered, audits, 0.95),
                Wilson.share(coveredModel, audits, 0.95),
                slope(association, own),
                error / association.shares().size(),
                width / audits);
    }

    private FalseAlarms alarms(
            String what, LanguageModel model, TextScores scores, List<AssociationQuestion> questions, Choice choice) {
        SplittableRandom random = new SplittableRandom(settings.audit().seed() + what.hashCode());
        int alarms = 0;
        int excluded = 0;
        double typical = 0;
        for (int test = 0; test < settings.tests(); test++) {
            AssociationQuestion question = questions.get(test % questions.size());
            List<String> words = List.copyOf(question.association().shares().keySet());
            String word = words.get(random.nextInt(words.size()));
            ProbeSet part = part(question, word, choice, random);
            ProbeResult result = audit(model, scores, part, question.association(), random.nextLong());
            Double p = result.finding().p();
            alarms += p != null && p <= LEVEL ? 1 : 0;
            excluded += result.effect().interval().contains(0) ? 0 : 1;
            typical += Math.abs(result.effect().mean());
        }
        return new FalseAlarms(
                what,
                settings.tests(),
                Wilson.share(alarms, settings.tests(), 0.95),
                Wilson.share(excluded, settings.tests(), 0.95),
                typical / settings.tests());
    }

    private ProbeSet part(AssociationQuestion question, String word, Choice choice, SplittableRandom random) {
        List<Template> templates = drawn(
                question.templates(),
                Math.min(settings.templates(), question.templates().size()),
                random);
        int first = question.first().terms();
        List<Integer> ofFirst = shuffled(IntStream.range(0, first).boxed().toList(), random);
        List<Integer> ofSecond =
                shuffled(IntStream.range(first, question.words()).boxed().toList(), random);
        int words = Math.min(settings.words(), Math.min(ofFirst.size(), ofSecond.size()));
        List<Integer> one = new ArrayList<>();
        List<Integer> other = new ArrayList<>();
        switch (choice) {
            case AS_GROUPED -> {
                one.addAll(ofFirst.subList(0, words));
                other.addAll(ofSecond.subList(0, words));
            }
            case ANY_SPLIT -> {
                List<Integer> all = new ArrayList<>(ofFirst);
                all.addAll(ofSecond);
                List<Integer> mixed = shuffled(all, random);
                one.addAll(mixed.subList(0, words));
                other.addAll(mixed.subList(words, 2 * words));
            }
            case WITHIN_GROUPS -> {
                for (List<Integer> group : List.of(ofFirst, ofSecond)) {
                    int pairs = Math.min(words / 2, group.size() / 2);
                    one.addAll(group.subList(0, pairs));
                    other.addAll(group.subList(pairs, 2 * pairs));
                }
            }
        }
        return question.part(List.of(word), templates, one, other);
    }

    private ProbeResult audit(
            LanguageModel model, TextScores scores, ProbeSet part, PlantedTruth.Association association, long seed) {
        AuditResult audit =
                Audit.run(model, part, settings.audit().withSeed(seed), scores, Progress.none(), cancellation);
        step();
        return result(audit, association);
    }

    private static ProbeResult result(AuditResult audit, PlantedTruth.Association association) {
        return audit.results().stream()
                .filter(result -> result.attribute().equals(association.attribute()))
                .findFirst()
                .orElseThrow();
    }

    private void step() {
        progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, ++done, total));
    }

    private static double slope(PlantedTruth.Association association, Map<String, Double> measured) {
        double meanPlanted = 0;
        double meanMeasured = 0;
        for (String word : association.shares().keySet()) {
            meanPlanted += association.strength(word) / association.shares().size();
            meanMeasured +=
                    measured.getOrDefault(word, 0.0) / association.shares().size();
        }
        double products = 0;
        double squares = 0;
        for (String word : association.shares().keySet()) {
            double planted = association.strength(word) - meanPlanted;
            products += planted * (measured.getOrDefault(word, 0.0) - meanMeasured);
            squares += planted * planted;
        }
        return squares > 1e-9 ? products / squares : Double.NaN;
    }

    private static <T> List<T> drawn(List<T> from, int number, SplittableRandom random) {
        return shuffled(from, random).subList(0, number);
    }

    private static <T> List<T> shuffled(List<T> from, SplittableRandom random) {
        List<T> list = new ArrayList<>(from);
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
        return list;
    }
}
