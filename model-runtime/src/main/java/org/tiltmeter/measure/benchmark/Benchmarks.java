package org.tiltmeter.measure.benchmark;

import java.util.List;
import java.util.Optional;

/// The published benchmarks that this program knows, by id.
public final class Benchmarks {

    private static final List<Benchmark> ALL = List.of(
            new CrowsPairsMeasure(),
            new StereoSetMeasure(),
            new WinoBiasMeasure(),
            new WinogenderMeasure(),
            new BbqMeasure(),
            new DiscrimEvalMeasure(),
            new ImplicitAssociationMeasure(),
            new UnStereoMeasure(),
            new HolisticLikelihoodMeasure(),
            new DecisionMeasure(),
            new BecProMeasure(),
            new CalmMeasure());

    private Benchmarks() {}

    /// All of them.
    public static List<Benchmark> all() {
        return ALL;
    }

    /// Their ids.
    public static List<String> ids() {
        return ALL.stream().map(Benchmark::id).toList();
    }

    /// The one of that id, if there is one.
    public static Optional<Benchmark> of(String id) {
        return ALL.stream().filter(benchmark -> benchmark.id().equals(id)).findFirst();
    }
}
