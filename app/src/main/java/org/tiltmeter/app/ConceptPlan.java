package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tiltmeter.concept.Asymmetries;
import org.tiltmeter.concept.AsymmetryRequest;
import org.tiltmeter.concept.AsymmetryStudy;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptFindings;
import org.tiltmeter.concept.ConceptQuestions;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.concept.NearestVocabulary;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.concept.ReferencePair;
import org.tiltmeter.concept.RepresentationAgreement;
import org.tiltmeter.concept.RepresentationAgreements;
import org.tiltmeter.concept.Sensitivities;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.SensitivityRequest;
import org.tiltmeter.concept.Stability;
import org.tiltmeter.concept.TextMap;
import org.tiltmeter.concept.VectorScaling;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.concept.WordSetsFile;
import org.tiltmeter.concept.WordTargets;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.SampleConcepts;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What `concepts` was asked to do; every file is read before a model is loaded.
///
/// @param set all concepts
/// @param tokens nearest tokens at each end of a direction; none are looked for where it is 0
/// @param references concepts of which every two are held against each target
/// @param targets none for all that are no reference
/// @param map whether the texts are mapped
/// @param questions words that become targets, sensitivities and moral directions
/// @param groups by name of a probe set's group, the concept that stands for it; others by equal
///     names
record ConceptPlan(
        ConceptSet set,
        ConceptSettings settings,
        boolean stability,
        int tokens,
        List<String> references,
        List<String> targets,
        int resamples,
        List<WordSets> associations,
        VectorScaling scaling,
        List<ProbeSet> probes,
        boolean map,
        ConceptQuestions questions,
        Map<String, String> groups) {

    /// The concepts of several files as one set.
    ///
    /// @throws BadInputException naming the file and field
    static ConceptSet concepts(List<String> files) {
        List<ConceptSet> sets = files.stream().map(ConceptPlan::concepts).toList();
        return sets.size() == 1
                ? sets.getFirst()
                : new ConceptSet(
                        sets.stream().map(ConceptSet::name).collect(Collectors.joining(", ")),
                        "",
                        sets.stream().map(ConceptSet::source).distinct().collect(Collectors.joining(" ")),
                        sets.stream().flatMap(one -> one.concepts().stream()).toList());
    }

    private static ConceptSet concepts(String file) {
        if (file.equals(Models.SAMPLE)) {
            return ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts");
        }
        if (!file.startsWith(Models.SAMPLES)) {
            return ConceptFile.read(Path.of(file));
        }
        String name = file.substring(Models.SAMPLES.length());
        List<String> known = Stream.concat(Stream.of("occupations", "associations"), SampleConcepts.ready().stream())
                .toList();
        if (!known.contains(name)) {
            throw new BadInputException(
                    "There are no sample concepts called %s; known are %s.".formatted(name, String.join(", ", known)));
        }
        return ConceptFile.parse(SampleConcepts.of(name), "the sample concepts");
    }

    /// The tests of several files; "sample" stands for those that come with the program.
    static List<WordSets> wordSets(List<String> files) {
        return files.stream()
                .flatMap(file -> (file.equals(Models.SAMPLE)
                                ? ReadyTests.associations()
                                : WordSetsFile.read(Path.of(file)))
                        .stream())
                .toList();
    }

    /// One of some choices by its name.
    ///
    /// @throws BadInputException naming all of them
    static <T> T choice(String option, String name, T[] values, Function<T, String> named) {
        return Stream.of(values)
                .filter(value -> named.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("%s: %s is unknown; known are %s."
                        .formatted(option, name, Stream.of(values).map(named).collect(Collectors.joining(", ")))));
    }

    /// @throws BadInputException if concepts are named that the set does not have
    void check() {
        ConceptAnalysis.check(set, settings);
        List<String> names = set.concepts().stream().map(Concept::name).toList();
        Stream.of(references, targets, List.copyOf(groups.values()))
                .flatMap(List::stream)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(
                            "There is no concept \"%s\"; the files have %s.".formatted(name, String.join(", ", names)));
                });
        questions.sensitivities().stream()
                .map(SensitivityRequest::concept)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(
                            "A sensitivity is asked of \"%s\", which is no concept; the files have %s."
                                    .formatted(name, String.join(", ", names)));
                });
        if (references.size() == 1
                || (references.isEmpty()
                        && !(targets.isEmpty() && questions.words().isEmpty()))) {
            throw new BadInputException(
                    "Targets are held against two references or more; name them with --references.");
        }
    }

    /// Does everything.
    ConceptFindings run(LanguageModel model, Progress progress, Cancellation cancellation) {
        List<Concept> wordTargets =
                questions.words().isEmpty() ? List.of() : WordTargets.of(questions.words(), questions.sentences());
        ConceptAnalysis analysis = ConceptAnalysis.run(model, set, settings, progress, cancellation);
        List<Stability> stabilities = new ArrayList<>();
        for (Concept concept : stability ? set.concepts() : List.<Concept>of()) {
            stabilities.addAll(Stability.of(model, analysis, concept.name(), Stability.DRAWS, progress, cancellation));
        }
        List<ModelAssociation> tests = new ArrayList<>();
        for (WordSets words : associations) {
            tests.addAll(ModelAssociation.of(model, words, settings, scaling, progress, cancellation));
        }
        return new ConceptFindings(
                analysis,
                stabilities,
                vocabulary(model, analysis, cancellation),
                asymmetries(model, analysis, wordTargets, progress, cancellation),
                tests,
                agreements(model, analysis, progress, cancellation),
                map
                        ? TextMap.of(
                                model,
                                TextMap.groups(set.concepts(), " (without)"),
                                analysis.lookedAt(),
                                settings.pooling(),
                                progress,
                                cancellation)
                        : List.of(),
                sensitivities(model, progress, cancellation),
                moral(model, progress, cancellation));
    }

    private List<ConceptFindings.DirectionTokens> vocabulary(
            LanguageModel model, ConceptAnalysis analysis, Cancellation cancellation) {
        List<ConceptFindings.DirectionTokens> found = new ArrayList<>();
        for (ConceptDirection one : tokens > 0 ? analysis.directions() : List.<ConceptDirection>of()) {
            cancellation.throwIfRequested();
            found.add(new ConceptFindings.DirectionTokens(
                    one.concept(), one.layer(), one.method(), NearestVocabulary.of(model, one.direction(), tokens)));
        }
        return found;
    }

    private List<Sensitivity> sensitivities(LanguageModel model, Progress progress, Cancellation cancellation) {
        List<Sensitivity> found = new ArrayList<>();
        for (SensitivityRequest request : questions.sensitivities()) {
            found.addAll(Sensitivities.of(model, set, settings, request, progress, cancellation));
        }
        return found;
    }

    private List<ConceptFindings.MoralFinding> moral(
            LanguageModel model, Progress progress, Cancellation cancellation) {
        List<ConceptFindings.MoralFinding> found = new ArrayList<>();
        for (ConceptQuestions.Actions actions : questions.actions()) {
            MoralDirection.of(
                            model, actions.good(), actions.bad(), actions.questions(), settings, progress, cancellation)
                    .forEach(direction -> found.add(new ConceptFindings.MoralFinding(actions.name(), direction)));
        }
        return found;
    }

    private List<AsymmetryStudy> asymmetries(
            LanguageModel model,
            ConceptAnalysis ofSet,
            List<Concept> words,
            Progress progress,
            Cancellation cancellation) {
        List<AsymmetryStudy> studies = new ArrayList<>();
        if (references.isEmpty()) {
            return studies;
        }
        ConceptAnalysis analysis = words.isEmpty()
                ? ofSet
                : ofSet.with(ConceptAnalysis.run(
                        model, new ConceptSet("words", "", "", words), settings, progress, cancellation));
        List<String> held = targets.isEmpty()
                ? analysis.set().concepts().stream()
                        .map(Concept::name)
                        .filter(name -> !references.contains(name))
                        .toList()
                : Stream.concat(targets.stream(), words.stream().map(Concept::name))
                        .toList();
        for (DirectionMethod method : settings.methods()) {
            studies.add(Asymmetries.of(
                    model,
                    analysis,
                    AsymmetryRequest.of(held, ReferencePair.all(references))
                            .withMethod(method)
                            .withDraws(resamples, resamples)
                            .withSeed(settings.seed()),
                    progress,
                    cancellation));
        }
        return studies;
    }

    private List<RepresentationAgreement> agreements(
            LanguageModel model, ConceptAnalysis analysis, Progress progress, Cancellation cancellation) {
        Map<String, String> byGroup = new LinkedHashMap<>();
        set.concepts().forEach(concept -> byGroup.put(concept.name(), concept.name()));
        byGroup.putAll(groups);
        List<RepresentationAgreement> found = new ArrayList<>();
        for (ProbeSet one : probes) {
            AuditResult audit =
                    Audit.run(model, one, AuditSettings.defaults().withSeed(settings.seed()), progress, cancellation);
            found.addAll(RepresentationAgreements.of(model, analysis, one, audit, byGroup, progress, cancellation));
        }
        return found;
    }
}
