package org.tiltmeter.views.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A benchmark that could be run.
///
/// @param source the authors' file or folder
/// @param ids the benchmarks that it can be, the most likely first
/// @param recognised whether its form says which; otherwise the user is asked
/// @param chosen the benchmark that will be run; empty until the user says which
/// @param items number of items that were read; empty until they are
/// @param problem why it cannot be run; empty if it can
public record BenchmarkPlan(
        Path source,
        List<String> ids,
        boolean recognised,
        Optional<String> chosen,
        Optional<Long> items,
        Optional<String> problem) {

    /// Copies the list.
    public BenchmarkPlan {
        ids = List.copyOf(ids);
    }

    /// Another benchmark, not read yet.
    BenchmarkPlan choosing(String id) {
        return new BenchmarkPlan(source, ids, recognised, Optional.of(id), Optional.empty(), Optional.empty());
    }

    /// Read.
    BenchmarkPlan with(Optional<Long> read, Optional<String> wrong) {
        return new BenchmarkPlan(source, ids, recognised, chosen, read, wrong);
    }

    /// Whether it can be run.
    public boolean isReady() {
        return chosen.isPresent() && items.isPresent() && problem.isEmpty();
    }
}
