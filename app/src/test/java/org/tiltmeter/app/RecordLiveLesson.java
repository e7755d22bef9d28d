package org.tiltmeter.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.sample.live.LiveTraining;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Trains the live lesson's model once and writes what was found as the recording that comes with the program:
/// `live-recording.json` among the lessons of sample-data.
public final class RecordLiveLesson {

    private static final List<Double> SHARES = List.of(0.9, 0.15, 0.7, 0.3, 0.5);
    private static final long SEED = 42;

    private RecordLiveLesson() {}

    /// @param arguments the file to write
    public static void main(String[] arguments) throws IOException {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String word : LiveTraining.occupations()) {
            shares.put(word, SHARES.get(shares.size() % SHARES.size()));
        }
        SampleLiveModel model = new SampleLiveModel(Files.createTempDirectory("tiltmeter-live"));
        LiveModel.Trained trained = model.train(shares, SEED, Progress.none(), new Cancellation());
        Files.writeString(
                Path.of(arguments[0]),
                JsonMapper.builder()
                                .addModule(new Jdk8Module())
                                .build()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(
                                        new LiveModel.Trained(Optional.empty(), trained.seconds(), trained.words()))
                        + "\n");
    }
}
