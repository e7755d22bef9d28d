package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Runs texts and adds up what the experts of each layer take. Memory does not grow with the
/// number of texts. For one thread.
final class Profiling {

    private static final int MOST_TEXTS_PER_CALL = 64;
    private static final long CAPTURED_BYTES = 256L << 20;
    private static final long VOCABULARY_BYTES = 96L << 20;
    private static final double SUPER_LAYERS = 0.75;

    private final LanguageModel model;
    private final ProfileSettings settings;
    private final Cancellation cancellation;
    private final List<LayerSums> sums = new ArrayList<>();
    private List<String> groups = List.of();

    Profiling(LanguageModel model, ProfileSettings settings, Cancellation cancellation) {
        this.model = model;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    /// A text with its tokens.
    private record Read(ProfileText text, Tokenization tokens) {}

    ExpertProfiles run(List<ProfileText> given, Progress progress) {
        ModelSummary summary = model.summary();
        if (summary.experts().isEmpty()) {
            throw new BadInputException(
                    "The model " + summary.name() + " is dense, it has no experts that could be profiled.");
        }
        List<Read> texts = read(ProfileText.evenly(given, settings.mostTexts(), settings.seed()));
        if (texts.isEmpty()) {
            throw new BadInputException("There is no text to profile the experts over; give at least one.");
        }
        groups = texts.stream().map(text -> text.text().group()).distinct().toList();
        Map<Integer, Integer> vocabulary = vocabulary(texts, summary);
        int done = 0;
        while (done < texts.size()) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.TRACING, done, texts.size()));
            int end = callEnd(texts, done);
            add(texts.subList(done, end), vocabulary);
            done = end;
        }
        progress.report(new Progress.Step(Progress.Phase.TRACING, done, texts.size()));
        return profiles(texts, given.size(), vocabulary);
    }

    private List<Read> read(List<ProfileText> texts) {
        List<Read> read = new ArrayList<>();
        for (ProfileText text : texts) {
            cancellation.throwIfRequested();
            Tokenization tokens = model.tokenizer().encode(text.text());
            if (!tokens.tokens().isEmpty()) {
                read.add(new Read(text, tokens));
            }
        }
        return read;
    }

    /// The entries that are counted, those that occur most often, each with its place.
    private Map<Integer, Integer> vocabulary(List<Read> texts, ModelSummary summary) {
        Map<Integer, Integer> counts = new HashMap<>();
        texts.forEach(text -> text.tokens().tokens().forEach(token -> counts.merge(token.id(), 1, Integer::sum)));
        long experts = summary.experts()
                .map(one -> (long) one.routed() * Math.max(1, one.layers()))
                .orElse(1L);
        Map<Integer, Integer> places = new LinkedHashMap<>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= settings.minimumCount())
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(1, VOCABULARY_BYTES / (8 * experts)))
                .forEach(entry -> places.put(entry.getKey(), places.size()));
        return places;
    }

    /// So many texts at once that what is captured of them stays small.
    private int callEnd(List<Read> texts, int from) {
        ModelSummary summary = model.summary();
        long numbers = 4L * summary.layers() * summary.hiddenSize();
        long most = Math.max(1, CAPTURED_BYTES / Math.max(1, 4 * numbers));
        long tokens = 0;
        int end = from;
        while (end < texts.size() && end - from < MOST_TEXTS_PER_CALL) {
            tokens += texts.get(end).tokens().tokens().size();
            if (settings.outputs() && end > from && tokens > most) {
                break;
            }
            end++;
        }
        return end;
    }

    private void add(List<Read> texts, Map<Integer, Integer> vocabulary) {
        Capture capture =
                settings.outputs() ? Capture.HIDDEN_STATES.withExpertNorms().withBranches() : Capture.ROUTING;
        List<Trace> traces = model.trace(
                texts.stream().map(text -> text.tokens().ids()).toList(), capture, Progress.none(), cancellation);
        for (int i = 0; i < texts.size(); i++) {
            Trace trace = traces.get(i);
            if (sums.isEmpty()) {
                for (RoutingTrace routing : trace.routing()) {
                    sums.add(new LayerSums(
                            routing.layer(), routing.experts(), groups.size(), vocabulary.size(), settings));
                }
            }
            Read text = texts.get(i);
            int group = groups.indexOf(text.text().group());
            for (int layer = 0; layer < sums.size(); layer++) {
                sums.get(layer).add(text.text(), text.tokens(), group, trace, layer, vocabulary);
            }
        }
    }

    private ExpertProfiles profiles(List<Read> texts, int given, Map<Integer, Integer> vocabulary) {
        Map<Integer, String> pieces = new HashMap<>();
        for (Read text : texts) {
            text.tokens()
                    .tokens()
                    .forEach(token -> pieces.putIfAbsent(token.id(), LayerSums.piece(text.tokens(), token)));
        }
        List<LayerProfile> layers = sums.stream()
                .map(layer -> layer.profile(groups, vocabulary, pieces))
                .toList();
        boolean measured = layers.stream()
                .flatMap(layer -> layer.experts().stream())
                .anyMatch(expert -> expert.largestNorm() != null);
        return new ExpertProfiles(
                model.summary().name(),
                settings,
                texts.size(),
                layers.isEmpty() ? 0 : layers.getFirst().tokens(),
                model.summary().experts().map(ModelSummary.Experts::routed).orElse(0),
                sums.isEmpty() ? 0 : sums.getFirst().chosenPerToken(),
                groups,
                withSuperExperts(layers),
                notes(texts.size(), given, measured, layers));
    }

    private List<LayerProfile> withSuperExperts(List<LayerProfile> layers) {
        List<ExpertProfile> early = early(layers);
        double[] largest = early.stream()
                .map(ExpertProfile::largestNorm)
                .mapToDouble(norm -> norm == null ? Double.NaN : norm)
                .toArray();
        boolean[] marked = ExpertStatistics.superExperts(largest);
        Map<Integer, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i]) {
                found.computeIfAbsent(early.get(i).layer(), layer -> new ArrayList<>())
                        .add(early.get(i).expert());
            }
        }
        return layers.stream()
                .map(layer -> new LayerProfile(
                        layer.layer(),
                        layer.tokens(),
                        layer.entropy(),
                        layer.margin(),
                        layer.balance(),
                        layer.gini(),
                        layer.masses(),
                        layer.together(),
                        layer.experts().stream()
                                .map(expert -> expert.marked(found.getOrDefault(layer.layer(), List.of())
                                        .contains(expert.expert())))
                                .toList()))
                .toList();
    }

    private List<ExpertProfile> early(List<LayerProfile> layers) {
        int end = (int) (SUPER_LAYERS * model.summary().layers());
        return layers.stream()
                .filter(layer -> layer.layer() < end)
                .flatMap(layer -> layer.experts().stream())
                .toList();
    }

    private List<String> notes(int run, int given, boolean measured, List<LayerProfile> layers) {
        List<String> notes = new ArrayList<>();
        notes.add(RoutingStudy.CAUTION);
        notes.add("Shared experts take every token and are not counted.");
        if (run < given) {
            notes.add("%,d of %,d texts were run.".formatted(run, given));
        }
        if (!measured) {
            notes.add(
                    "What experts give out was not measured, so there is no importance and no super expert is marked.");
        } else if (early(layers).size() < ExpertStatistics.FEWEST_FOR_SUPER) {
            notes.add(
                    ("Super experts are those with outputs above 99.5 %% of all; the first three quarters of the layers"
                                    + " have fewer than %d experts, so none is marked.")
                            .formatted(ExpertStatistics.FEWEST_FOR_SUPER));
        } else {
            notes.add("Super experts are told by the norm of their outputs, where the published rule takes the largest"
                    + " component: our reconstruction.");
        }
        String unbalanced = layers.stream()
                .filter(layer -> layer.experts().stream().anyMatch(expert -> expert.tokens() == 0))
                .map(layer -> String.valueOf(layer.layer()))
                .collect(Collectors.joining(", "));
        if (!unbalanced.isEmpty()) {
            notes.add("Experts that no token was given to: in the layers " + unbalanced + ".");
        }
        return notes;
    }
}
