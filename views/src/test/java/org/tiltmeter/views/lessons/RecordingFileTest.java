package org.tiltmeter.views.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;

class RecordingFileTest {

    /// Where recorded numbers come from.
    static RecordedStep.Origin origin(String fingerprint, String asked) {
        return new RecordedStep.Origin(
                "small", fingerprint, asked, 42, "2026-05-04T03:02:01Z", 12.25, RuntimeFacts.unknown());
    }

    /// One step of each kind.
    static LessonRecording recording() {
        RecordedStep.Origin origin = origin("abc", "def");
        return new LessonRecording(
                "one",
                List.of(
                        new RecordedStep(
                                1, origin, RecordedStep.Scores.of(Map.of("A text.", new double[] {0, -1.5, -0.25}))),
                        new RecordedStep(
                                2,
                                origin,
                                new RecordedStep.Silenced(List.of(new Silencing.Row(
                                        Optional.of(new Silencing.Expert(1, 5)),
                                        0.8,
                                        new Interval(0.7, 0.9, 0.95),
                                        12,
                                        144,
                                        Optional.of(0.01))))),
                        new RecordedStep(
                                3,
                                origin,
                                new RecordedStep.Directions(
                                        2,
                                        List.of(new ConceptDirection(
                                                "women",
                                                1,
                                                DirectionMethod.DIFFERENCE_OF_MEANS,
                                                new float[] {0.6f, 0.8f},
                                                new float[] {3, 4},
                                                2.5,
                                                0.9,
                                                0.5,
                                                0.7)))),
                        new RecordedStep(
                                4,
                                origin,
                                new RecordedStep.Training(new LiveModel.Trained(
                                        Optional.empty(),
                                        7,
                                        List.of(new LiveModel.Recovered(
                                                "nurse", 0.9, 0.88, new Interval(0.8, 0.95, 0.95), 8)))))));
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void isOneSentence(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("one.recording.json.gz")
                .hasMessageEndingWith("the lesson is computed here instead.")
                .hasMessageNotContaining("\n");
    }

    @Test
    void comesBackAsItWasWritten() throws IOException {
        LessonRecording read = RecordingFile.read(RecordingFile.write(recording()), "one");
        assertThat(unpacked(RecordingFile.write(read))).isEqualTo(unpacked(RecordingFile.write(recording())));
        assertThat(read.step(2)).contains(recording().steps().get(1));
        assertThat(read.step(4)).isEqualTo(read.training()).isPresent();
        assertThat(read.step(5)).isEmpty();
        assertThat(read.steps().getFirst().origin().when()).isEqualTo("2026-05-04T03:02:01Z");
    }

    @Test
    void roundsToFiveDecimals() {
        assertThat(RecordingFile.rounded(-1.234567)).isEqualTo(-1.23457);
        assertThat(RecordingFile.rounded(new float[] {0.1234567f})).containsExactly(0.12346f);
        assertThat(RecordingFile.rounded(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tiltmeter-lesson-recording|tiltmeter-lesson",
                "\"version\":1|\"version\":2",
                "\"version\":1,|``",
                "\"steps\":[{|\"stages\":[{",
                "\"steps\":[{|\"steps\":[null,{",
                "\"step\":1|\"step\":0",
                "\"kind\":\"scores\"|\"kind\":\"java.lang.Runtime\"",
                "-1.5|1.5",
                "-1.5|\"NaN\"",
                "[0.0,-1.5,-0.25]|null",
                "12.25|-12.25",
                "2026-05-04T03:02:01Z|yesterday",
                "\"effect\":0.8|\"effect\":\"Infinity\"",
                "\"low\":0.7|\"low\":0.95",
                "\"templates\":12|\"templates\":-12",
                "[0.6,0.8]|[0.6,0.8,0.7]",
                "[0.6,0.8]|[]",
                "\"layer\":1,\"method\"|\"layer\":7,\"method\"",
                "\"accuracy\":0.9|\"accuracy\":90",
                "DIFFERENCE_OF_MEANS|MAGIC",
                "\"measured\":0.88|\"measured\":88",
                "]}|]"
            })
    void aBrokenOneIsOneSentence(String part, String instead) throws IOException {
        String text = unpacked(RecordingFile.write(recording()));
        assertThat(text).contains(part);
        byte[] bytes = packed(text.replaceFirst(java.util.regex.Pattern.quote(part), instead));
        isOneSentence(() -> RecordingFile.read(bytes, "one.recording.json.gz"));
    }

    @Test
    void bytesThatAreNoFileAreOneSentence() throws IOException {
        byte[] whole = RecordingFile.write(recording());
        Random random = new Random(7);
        byte[] noise = new byte[500];
        random.nextBytes(noise);
        for (byte[] bytes : List.of(
                new byte[0],
                noise,
                Arrays.copyOf(whole, whole.length / 2),
                packed(""),
                packed("[]"),
                packed("null"),
                packed("[".repeat(100_000)),
                packed("{\"format\": \"" + "a".repeat(20_000_000) + "\"}"))) {
            isOneSentence(() -> RecordingFile.read(bytes, "one.recording.json.gz"));
        }
    }
}
