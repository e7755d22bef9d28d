package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Probes are checked on one thread while the model answers others on another.
class TokenizerBesideCallsTest {

    @TempDir
    Path folder;

    @Test
    void textsAreCutWhileTheModelComputes() {
        UserFolders folders = UserFolders.of(Map.of("TILTMETER_HOME", folder.toString()), folder, "Linux");
        RuntimeLessons lessons = new RuntimeLessons(new Models(folders), folders);
        ProbeSet probes = lessons.probes("live");
        List<Integer> tokens = new ArrayList<>();
        try (LanguageModel model = LanguageModels.open(
                lessons.model("olmoe-associations"), OpenSettings.EXACT, Progress.none(), new Cancellation())) {
            Audit.run(
                    model,
                    probes,
                    AuditSettings.defaults(),
                    step -> {
                        if (step.phase() == Progress.Phase.SCORING) {
                            tokens.add(CompletableFuture.supplyAsync(
                                            () -> model.tokenizer().size())
                                    .join());
                        }
                    },
                    new Cancellation());
        }
        assertThat(tokens).isNotEmpty().allSatisfy(size -> assertThat(size).isPositive());
    }
}
