package org.tiltmeter.views.lessons;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;

/// Recordings of lessons as files: JSON, packed with gzip, numbers rounded to five decimals. Any thread.
public final class RecordingFile {

    /// What the field `format` says.
    public static final String FORMAT = "tiltmeter-lesson-recording";

    /// What the field `version` says.
    public static final int VERSION = 1;

    /// How the names of recordings end.
    public static final String SUFFIX = ".recording.json.gz";

    /// No number of a recording differs by more than this from what was computed.
    public static final double ROUNDING = 1e-5;

    private static final double PLACES = 1e5;
    private static final int LARGEST = 16 << 20;
    private static final double UNIT_TOLERANCE = 1e-3;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(20)
                            .build())
                    .build())
            .addModule(new Jdk8Module())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private RecordingFile() {}

    /// A value as a recording keeps it.
    static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * PLACES) / PLACES : value;
    }

    /// Values as a recording keeps them.
    static double[] rounded(double[] values) {
        return Arrays.stream(values).map(RecordingFile::rounded).toArray();
    }

    /// Values as a recording keeps them.
    static float[] rounded(float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) rounded((double) values[i]);
        }
        return rounded;
    }

    /// The bytes of a file.
    public static byte[] write(LessonRecording recording) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(JSON.writeValueAsBytes(recording));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// Reads a recording, strictly.
    ///
    /// @param file what to call it in messages
    /// @throws BadInputException if it is none, or holds what no computing gives
    public static LessonRecording read(byte[] bytes, String file) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = packed.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw broken(file, "it is larger than any lesson needs");
            }
            LessonRecording recording = JSON.readValue(text, LessonRecording.class);
            if (recording == null) {
                throw broken(file, "it is empty");
            }
            check(recording, file);
            return recording;
        } catch (JsonProcessingException | DateTimeParseException notOne) {
            throw new BadInputException(sentence(file, "it is not what a recording holds"), notOne);
        } catch (IOException notPacked) {
            throw new BadInputException(sentence(file, "it is damaged or no gzip file"), notPacked);
        }
    }

    private static BadInputException broken(String file, String what) {
        return new BadInputException(sentence(file, what));
    }

    private static String sentence(String file, String what) {
        return "The recording %s cannot be used, because %s; the lesson is computed here instead."
                .formatted(file, what);
    }

    private static void check(LessonRecording recording, String file) {
        require(FORMAT.equals(recording.format()), file, "it has no format " + FORMAT);
        require(recording.version() == VERSION, file, "it has another version than " + VERSION);
        for (RecordedStep step : recording.steps()) {
            String what = "step " + step.step() + " of it ";
            require(step.step() > 0, file, what + "is numbered wrongly");
            require(
                    isAmount(step.origin().seconds()) && step.origin().when() != null,
                    file,
                    what + "does not say when it was computed and how long that took");
            require(isSound(step.answer()), file, what + "holds numbers that no computing gives");
        }
    }

    private static void require(boolean fact, String file, String wrong) {
        if (!fact) {
            throw broken(file, wrong);
        }
    }

    private static boolean isSound(RecordedStep.Answer answer) {
        return switch (answer) {
            case RecordedStep.Scores scores ->
                !scores.texts().isEmpty()
                        && scores.texts().values().stream()
                                .flatMapToDouble(Arrays::stream)
                                .allMatch(value -> Double.isFinite(value) && value <= 0);
            case RecordedStep.Silenced silenced ->
                !silenced.rows().isEmpty() && silenced.rows().stream().allMatch(RecordingFile::isSound);
            case RecordedStep.Directions directions ->
                !directions.directions().isEmpty()
                        && directions.directions().stream()
                                .allMatch(direction -> isSound(direction, directions.layers()));
            case RecordedStep.Training training ->
                isAmount(training.trained().seconds())
                        && !training.trained().words().isEmpty()
                        && training.trained().words().stream()
                                .allMatch(word -> isShare(word.chosen())
                                        && isShare(word.measured())
                                        && isSound(word.interval())
                                        && word.templates() > 0);
        };
    }

    private static boolean isSound(Silencing.Row row) {
        return Double.isFinite(row.effect())
                && isSound(row.interval())
                && row.templates() > 0
                && row.pairs() > 0
                && row.noise().map(Double::isFinite).orElse(true);
    }

    private static boolean isSound(ConceptDirection direction, int layers) {
        double squares = 0;
        for (float value : direction.direction()) {
            squares += (double) value * value;
        }
        return Math.abs(Math.sqrt(squares) - 1) < UNIT_TOLERANCE
                && direction.centre().length == direction.direction().length
                && direction.layer() >= 0
                && direction.layer() < layers
                && isAmount(direction.separation())
                && isShare(direction.accuracy())
                && isShare(direction.nullAccuracy())
                && isShare(direction.nullHigh());
    }

    private static boolean isSound(Interval interval) {
        return Double.isFinite(interval.low())
                && Double.isFinite(interval.high())
                && interval.low() <= interval.high()
                && isShare(interval.level());
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    private static boolean isAmount(double value) {
        return Double.isFinite(value) && value >= 0;
    }
}
