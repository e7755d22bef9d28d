package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.benchmark.BenchmarkRun;
import org.tiltmeter.measure.benchmark.Benchmarks;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.benchmark.BenchmarkForm;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.work.BadInputException;

/// What `audit` was asked to do: each file recognised, and each measure given to the files it
/// fits, before a model is
/// loaded. Immutable.
///
/// @param sets the probe sets, each of which can be expanded
/// @param probeMeasures the measures of the probe sets; none means every kind of question that
///     a set asks
/// @param tasks the benchmarks
/// @param recognised a sentence for each benchmark that was recognised without being named
record AuditPlan(
        List<ProbeSet> sets, List<String> probeMeasures, List<BenchmarkRun.Task> tasks, List<String> recognised) {

    AuditPlan {
        sets = List.copyOf(sets);
        probeMeasures = List.copyOf(probeMeasures);
        tasks = List.copyOf(tasks);
        recognised = List.copyOf(recognised);
    }

    /// Reads the probe sets and recognises the benchmarks; the word `sample` stands for the
    /// sample probe set.
    ///
    /// @param measures ids that were named; none for what fits each file
    /// @throws BadInputException naming the file and field, or the measure that fits no file
    static AuditPlan of(List<String> files, List<String> measures) {
        List<Path> sources = new ArrayList<>();
        List<ProbeSet> sets = new ArrayList<>();
        Set<String> asked = new LinkedHashSet<>(measures);
        for (String file : files) {
            if (isBenchmark(file, asked)) {
                sources.add(Path.of(file));
            } else {
                sets.add(probes(file));
            }
        }
        List<BenchmarkRun.Task> tasks = BenchmarkRun.plan(sources, asked);
        List<String> taken =
                tasks.stream().map(task -> task.benchmark().id()).distinct().toList();
        List<String> left = asked.stream()
                .filter(id -> !taken.contains(id) || asks(sets, id))
                .toList();
        if (sets.isEmpty() && !left.isEmpty()) {
            throw new BadInputException("No file is one for %s; known benchmarks are %s; %s ask probe sets."
                    .formatted(
                            String.join(", ", left),
                            String.join(", ", Benchmarks.ids()),
                            String.join(", ", Audit.measures())));
        }
        if (!sets.isEmpty() && left.isEmpty() && !asked.isEmpty()) {
            throw new BadInputException("No measure is named for the probe set \"%s\"; add one of %s."
                    .formatted(sets.getFirst().name(), String.join(", ", Audit.measures())));
        }
        return new AuditPlan(
                sets,
                left,
                tasks,
                measures.isEmpty()
                        ? tasks.stream()
                                .map(task -> "Recognised %s as a file for the benchmark %s."
                                        .formatted(
                                                task.source(), task.benchmark().id()))
                                .toList()
                        : List.of());
    }

    private static boolean asks(List<ProbeSet> sets, String measure) {
        return sets.stream()
                .flatMap(set -> set.kinds().stream())
                .anyMatch(kind -> kind.fileName().equals(measure));
    }

    private static boolean isBenchmark(String file, Set<String> asked) {
        if (file.equals(Models.SAMPLE) || file.startsWith(Models.SAMPLES)) {
            return false;
        }
        boolean onlyBenchmarks = !asked.isEmpty()
                && asked.stream().allMatch(id -> Benchmarks.of(id).isPresent());
        return !BenchmarkForm.idsOf(Path.of(file)).isEmpty()
                || (onlyBenchmarks && !asked.contains("decision"))
                || Stream.of(".csv", ".tsv", ".jsonl").anyMatch(file::endsWith);
    }

    /// The probe set of a file, or of the samples; it can be expanded.
    ///
    /// @throws BadInputException naming the file and field
    static ProbeSet probes(String file) {
        ProbeSet probes = named(file).orElseGet(() -> ProbeFile.read(Path.of(file)));
        Expansion.of(probes);
        return probes;
    }

    /// A sample set, where the argument means one.
    private static Optional<ProbeSet> named(String argument) {
        if (argument.equals(Models.SAMPLE)) {
            return Optional.of(ProbeFile.parse(SampleProbes.occupations(), "the sample probe set"));
        }
        if (!argument.startsWith(Models.SAMPLES)) {
            return Optional.empty();
        }
        String name = argument.substring(Models.SAMPLES.length());
        if (!SampleProbes.associations().contains(name)) {
            throw new BadInputException("There is no sample probe set called " + name + "; there are "
                    + String.join(", ", SampleProbes.associations()) + ".");
        }
        return Optional.of(ProbeFile.parse(SampleProbes.association(name), "the sample probe set " + name));
    }
}
