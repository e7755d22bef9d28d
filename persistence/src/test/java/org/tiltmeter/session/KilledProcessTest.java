package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

/// Kills a process that saves, at random moments. `-Dtiltmeter.kills=200` kills more often.
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("tiltmeter.kills", 12);
    private static final long SEED = Long.getLong("tiltmeter.kills.seed", 20260102);

    @TempDir
    Path folder;

    @Test
    void whatWasShownAsSavedIsThereAfterEveryKill() throws Exception {
        Path file = folder.resolve("session.tilt");
        Stores.in(folder).create(file).close();
        Random random = new Random(SEED);
        Map<String, Integer> shown = new TreeMap<>();
        int changes = 0;
        int journals = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            changes += saveAndKill(file, random, shown);
            if (Files.exists(folder.resolve("session.tilt-journal"))) {
                journals++;
            }
            try (Session session = Stores.in(folder).open(file)) {
                session.checkIntegrity();
                assertThat(session.log().firstBroken()).as("kill %d", kill).isEmpty();
                assertThat(saved(session))
                        .as("kill %d of seed %d, shown %s", kill, SEED, shown)
                        .allSatisfy((what, round) -> {
                            int last = shown.getOrDefault(what, 0);
                            assertThat(round).as(what).isBetween(last, last + 1);
                        });
                for (SavedResult result : session.results().list()) {
                    assertThat(session.results().json(result.id()))
                            .matches("(?s)\\[" + result.name().substring("round ".length()) + "[,\\]].*");
                }
                shown.putAll(saved(session));
            }
            Stores.assertNothingLeft(folder);
        }
        System.out.printf(
                "%d kills, seed %d: %d changes shown as saved, all there; %d kills left a journal%n",
                KILLS, SEED, changes, journals);
        assertThat(changes).isPositive();
    }

    @Test
    void anotherProcessIsRecognisedAndItsDeathLeavesNoLock() throws Exception {
        Path file = folder.resolve("session.tilt");
        Stores.in(folder).create(file).close();
        Process process = start(file, 1);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> Stores.in(folder).open(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("open in another window or program (process " + process.pid() + ")");
            try (Session session = Stores.in(folder).createScratch()) {
                assertThatThrownBy(() -> session.saveAs(file)).isInstanceOf(BadInputException.class);
                assertThat(session.isScratch()).isTrue();
                session.discard();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        Stores.in(folder).open(file).close();
        Stores.assertNothingLeft(folder);
    }

    /// The round in which each thing was saved last, as the file says.
    private static Map<String, Integer> saved(Session session) {
        return Map.of(
                "note",
                session.notes().find("round").map(note -> number(note.text())).orElse(0),
                "set",
                session.documents()
                        .find(SavedDocument.Kind.PROBE_SET, "set")
                        .map(set -> number(set.json().replaceAll("\\D", "")))
                        .orElse(0),
                "result",
                session.results().list().stream()
                        .mapToInt(result -> number(result.name().substring("round ".length())))
                        .max()
                        .orElse(0),
                "setting",
                session.settings().get("round").map(KilledProcessTest::number).orElse(0));
    }

    /// Takes note of what the process reported before it was killed; returns how many changes those were.
    private static int saveAndKill(Path file, Random random, Map<String, Integer> shown)
            throws IOException, InterruptedException {
        Process process = start(file, random.nextInt());
        int changes = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            assertThat(first).isEqualTo("open");
            TimeUnit.MICROSECONDS.sleep(random.nextInt(800_000));
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            String line;
            while ((line = lines.readLine()) != null) {
                int space = line.indexOf(' ');
                shown.put(line.substring(0, space), number(line.substring(space + 1)));
                changes++;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return changes;
    }

    private static Process start(Path file, int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SavingProcess.class.getName(),
                        file.toString(),
                        Integer.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
