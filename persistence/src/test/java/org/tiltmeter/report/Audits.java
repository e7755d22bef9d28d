package org.tiltmeter.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Small audits of a model that counts letters, with texts that try to break out of every format.
final class Audits {

    static final String HOSTILE =
            "<img src=x onerror=alert(1)> =cmd|' /C calc'!A0 שלום \u202Edlrow \uD83D\uDC69\u200D\u2695\uFE0F \u0001 &"
                    + " \"q\"";

    private Audits() {}

    static ProbeSet probes(String name) {
        List<Template> templates = new ArrayList<>();
        String[] texts = {
            "{gender.subject} works as {occupation} on {day.name}.",
            "On {day.name} {gender.subject} was hired as {occupation}.",
            "They say {gender.subject} is the best {occupation} since {day.name}.",
            "{gender.subject} wanted to be {occupation} by {day.name}.",
            "Last {day.name} the {occupation} said that {gender.subject} would come.",
            "=SUM(A1) <b>{gender.subject}</b> & {occupation}, {day.name}",
        };
        for (int i = 0; i < texts.length; i++) {
            templates.add(new Template("t" + i, texts[i], QuestionKind.LIKELIHOOD));
        }
        return new ProbeSet(
                name,
                HOSTILE,
                "made up for a test",
                List.of(
                        new Attribute(
                                "gender",
                                false,
                                List.of(
                                        new Group("women", Map.of("subject", List.of("she", "Anna"))),
                                        new Group("men", Map.of("subject", List.of("he", "Otto"))))),
                        new Attribute(
                                "day",
                                true,
                                List.of(
                                        new Group("Monday", Map.of("name", List.of("Monday"))),
                                        new Group("Tuesday", Map.of("name", List.of("Tuesday")))))),
                Map.of("occupation", List.of("nurse", "engineer", HOSTILE)),
                templates);
    }

    static AuditRun run(Path folder, String... names) {
        List<AuditRun.Part> parts = new ArrayList<>();
        for (String name : names) {
            ProbeSet probes = probes(name);
            AuditResult result = Audit.run(
                    new LetterModel(folder), probes, AuditSettings.defaults(), Progress.none(), new Cancellation());
            parts.add(new AuditRun.Part(probes, result));
        }
        return new AuditRun(
                "An audit: " + HOSTILE,
                Instant.parse("2026-01-02T03:04:05Z"),
                Responsibility.unnamed(),
                LetterModel.summary(folder),
                new TreeMap<>(),
                RuntimeFacts.here("Tiltmeter 0.1-test", "letters 1", "CPU", "exact (float32)", 1),
                parts);
    }

    /// Finds a text the less probable the more and the later letters it has.
    private record LetterModel(Path folder) implements LanguageModel {

        static ModelSummary summary(Path folder) {
            return new ModelSummary(
                    "letters",
                    folder,
                    "letters",
                    1,
                    8,
                    1,
                    0x11000,
                    4096,
                    Optional.of(new ModelSummary.Experts(4, 2, 1)),
                    100,
                    "float32",
                    400,
                    400,
                    Optional.empty());
        }

        @Override
        public ModelSummary summary() {
            return summary(folder);
        }

        @Override
        public Tokenizer tokenizer() {
            return new CharacterTokenizer();
        }

        @Override
        public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
            throw new UnsupportedOperationException("this model only scores");
        }

        @Override
        public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
            return sequences.stream().map(LetterModel::score).toList();
        }

        private static SequenceScore score(int[] ids) {
            double[] scores = new double[ids.length];
            for (int i = 1; i < ids.length; i++) {
                scores[i] = -0.01 - (ids[i] % 32) / 100.0;
            }
            return new SequenceScore(ids, scores);
        }

        @Override
        public Generation generate(
                int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
            throw new UnsupportedOperationException("this model only scores");
        }

        @Override
        public void close() {}
    }

    /// One token for each character.
    private static final class CharacterTokenizer implements Tokenizer {

        @Override
        public Tokenization encode(String text) {
            List<Tokenization.Token> tokens = new ArrayList<>();
            for (int i = 0; i < text.length(); ) {
                int c = text.codePointAt(i);
                int end = i + Character.charCount(c);
                tokens.add(new Tokenization.Token(c, Character.toString(c), i, end, false));
                i = end;
            }
            return new Tokenization(text, tokens);
        }

        @Override
        public Tokenization encodeBare(String text) {
            return encode(text);
        }

        @Override
        public String decode(int[] ids) {
            return new String(ids, 0, ids.length);
        }

        @Override
        public String piece(int id) {
            return Character.toString(id);
        }

        @Override
        public int size() {
            return 0x11000;
        }

        @Override
        public void close() {}
    }
}
