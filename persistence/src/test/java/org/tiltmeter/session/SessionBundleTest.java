package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class SessionBundleTest {

    private static final String[] PIECES = {
        "a", "\"", "\\", "<b>", "=cmd", "שלום", "\u202E", "\uD83D\uDE00", "\u0000", "\n", "\uFFFF", " ", "'", "{", "é"
    };

    @TempDir
    Path folder;

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void theRoundTripIsLossless(@ForAll @LongRange(min = 0, max = 1_000_000_000) long seed) throws IOException {
        Path place = Files.createTempDirectory("bundle");
        try {
            Path first = place.resolve("first.tilt");
            Path bundle = place.resolve("bundle.json");
            String before;
            try (Session session = Stores.in(place).create(first)) {
                fill(session, new Random(seed));
                SessionBundle.write(session, bundle);
                before = everything(session, "");
            }
            try (Session session = SessionBundle.read(Stores.in(place), bundle, place.resolve("second.tilt"))) {
                assertThat(everything(session, "bundle-imported")).isEqualTo(before);
                assertThat(session.log().firstBroken()).isEmpty();
                session.checkIntegrity();
            }
            try (Session session = Stores.in(place).open(first)) {
                assertThat(everything(session, "")).as("through SQLite").isEqualTo(before);
            }
            Stores.assertNothingLeft(place);
        } finally {
            delete(place);
        }
    }

    @Test
    void damagedBundlesAreRefusedAndLeaveNothing() throws IOException {
        Path bundle = folder.resolve("bundle.json");
        try (Session session = Stores.in(folder).create(folder.resolve("first.tilt"))) {
            fill(session, new Random(1));
            SessionBundle.write(session, bundle);
        }
        String whole = Files.readString(bundle);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
            if (i % 2 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }
            Files.write(bundle, bytes);
            Path target = folder.resolve("second.tilt");
            try (Session session = SessionBundle.read(Stores.in(folder), bundle, target)) {
                session.checkIntegrity();
            } catch (BadInputException refusal) {
                refused++;
                assertThat(target).doesNotExist();
            }
            Files.deleteIfExists(target);
        }
        assertThat(refused).isGreaterThanOrEqualTo(30);
        Stores.assertNothingLeft(folder);
        assertRefused("{\"format\":\"other\"}", "is not a bundle");
        assertRefused("{\"format\":\"tiltmeter-session-1\",\"surprise\":[{}]}", "surprise");
        assertRefused("{\"format\":\"tiltmeter-session-1\",\"notes\":[{\"id\":1}]}", "notes[0]");
        assertRefused("{\"format\":\"tiltmeter-session-1\",\"notes\":3}", "not a list");
        assertRefused("{\"format\":\"tiltmeter-session-1\"}", "no session");
        assertRefused("{\"format\":\"tiltmeter-session-1\",\"settings\":[" + "[".repeat(2000), "settings");
    }

    private void assertRefused(String json, String words) throws IOException {
        Path bundle = Files.writeString(folder.resolve("bad.json"), json);
        Path target = folder.resolve("bad.tilt");
        assertThatThrownBy(() ->
                        SessionBundle.read(Stores.in(folder), bundle, target).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(words);
        assertThat(target).doesNotExist();
    }

    private static void fill(Session session, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            session.models()
                    .save(new SavedModel(
                            "f" + i,
                            text(random),
                            text(random),
                            json(random, 2),
                            List.of(
                                    new SavedModel.ModelFile("a" + text(random), random.nextLong(), Optional.of("00")),
                                    new SavedModel.ModelFile("b", 1, Optional.empty()))));
        }
        List<Long> results = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            session.documents()
                    .save(
                            random.nextBoolean() ? SavedDocument.Kind.PROBE_SET : SavedDocument.Kind.CONCEPT_SET,
                            text(random),
                            json(random, 3));
            session.settings().put(text(random), json(random, 1));
            results.add(session.results()
                    .add(new NewResult(
                            "audit",
                            text(random),
                            random.nextBoolean() ? Optional.of("f0") : Optional.empty(),
                            json(random, 1),
                            json(random, 1),
                            json(random, 4)))
                    .id());
            session.notes().save(text(random), text(random));
            session.figures().pin(text(random), text(random), json(random, 3), Optional.of(results.getFirst()));
            float[] values = new float[6];
            for (int k = 0; k < values.length; k++) {
                values[k] = Float.intBitsToFloat(random.nextInt());
            }
            session.traces()
                    .add(
                            text(random),
                            Optional.empty(),
                            Optional.of(results.getFirst()),
                            json(random, 2),
                            List.of(
                                    new TraceArray("x" + text(random), List.of(2, 3), values),
                                    new TraceArray("empty", List.of(0, 7), new float[0])));
        }
        if (results.size() > 2) {
            session.results().delete(results.get(1));
            session.figures().unpin(session.figures().list().get(1).id());
        }
    }

    /// What the user sees, as one text.
    private static String everything(Session session, String leftOut) {
        StringBuilder all = new StringBuilder();
        all.append(session.heading())
                .append(session.models().list())
                .append(session.settings().all());
        for (SavedDocument.Kind kind : SavedDocument.Kind.values()) {
            all.append(session.documents().list(kind));
        }
        for (SavedResult result : session.results().list()) {
            all.append(result).append(session.results().json(result.id()));
        }
        for (SavedTrace trace : session.traces().list()) {
            all.append(trace);
            for (SavedTrace.Heading heading : trace.arrays()) {
                float[] values =
                        session.traces().array(trace.id(), heading.name()).values();
                for (float value : values) {
                    all.append(Integer.toHexString(Float.floatToRawIntBits(value)))
                            .append(' ');
                }
            }
        }
        all.append(session.figures().list()).append(session.notes().list());
        all.append(session.log().entries().stream()
                .filter(entry -> leftOut.isEmpty() || !entry.kind().equals(leftOut))
                .toList());
        return all.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// JSON with all the ways to write numbers, spaces and texts.
    private static String json(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 ->
                "\""
                        + text(random)
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\u0000", "\\u0000")
                        + "\"";
            case 1 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
            case 2 ->
                List.of("1.50", "-0", "1E+2", "123456789012345678901234567890", "0.1e-7")
                        .get(random.nextInt(5));
            case 3 -> List.of("true", "null", "false").get(random.nextInt(3));
            case 4 -> "\"\\ud800 \\u00e9\"";
            case 5 -> "[ " + json(random, depth - 1) + " ,\n" + json(random, depth - 1) + "]";
            default -> "{\"a\" : " + json(random, depth - 1) + ",\"b\":" + json(random, depth - 1) + " }";
        };
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
