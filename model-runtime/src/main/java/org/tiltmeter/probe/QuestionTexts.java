package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A template's text, its negated twin and its targets taken apart.
final class QuestionTexts {

    /// Most options in one choice.
    static final int MOST_OPTIONS = 26;

    private static final String OPTIONS = "options";
    private static final String LETTERS = "letters";
    private static final List<Target> YES_AND_NO =
            List.of(new Target("yes", List.of("yes", "Yes")), new Target("no", List.of("no", "No")));

    private final Template template;
    private final TemplateText text;
    private final Optional<TemplateText> negated;
    private final Map<String, TemplateText> words;
    private final List<Target> targets;

    private QuestionTexts(
            Template template,
            TemplateText text,
            Optional<TemplateText> negated,
            Map<String, TemplateText> words,
            List<Target> targets) {
        this.template = template;
        this.text = text;
        this.negated = negated;
        this.words = words;
        this.targets = targets;
    }

    /// Takes a template apart.
    ///
    /// @throws org.tiltmeter.work.BadInputException if braces are not balanced or the question
    /// lacks something
    static QuestionTexts parse(Template template, ProbeSet probes) {
        QuestionRules.check(template, probes);
        Answering answering = template.answering();
        List<Target> targets = template.question() == QuestionKind.DECISION
                        && answering.targets().isEmpty()
                ? YES_AND_NO
                : answering.targets();
        Map<String, TemplateText> words = new java.util.HashMap<>();
        for (Target target : targets) {
            for (String word : target.words()) {
                words.put(word, TemplateText.parse(template, word));
            }
            target.wordsFor()
                    .values()
                    .forEach(list -> list.forEach(word -> words.put(word, TemplateText.parse(template, word))));
        }
        TemplateText text = TemplateText.parse(template, template.text());
        if (template.question() == QuestionKind.DECISION
                && answering.targets().isEmpty()
                && text.places().stream().anyMatch(TemplateText.Place::other)) {
            throw TemplateText.problem(
                    template,
                    "shows two profiles and needs two targets, one for each, for instance {name.full} and"
                            + " {name.full|other}");
        }
        Optional<TemplateText> negated = answering.negated().isBlank()
                ? Optional.empty()
                : Optional.of(TemplateText.parse(template, answering.negated()));
        return new QuestionTexts(template, text, negated, words, targets);
    }

    TemplateText text() {
        return text;
    }

    /// The places of the text, the list of options left out.
    Set<TemplateText.Place> places() {
        return withoutOptions(text.places());
    }

    /// The places of the negated twin and the targets.
    Set<TemplateText.Place> furtherPlaces() {
        Set<TemplateText.Place> places = new LinkedHashSet<>();
        negated.ifPresent(twin -> places.addAll(twin.places()));
        words.values().forEach(word -> places.addAll(word.places()));
        return withoutOptions(places);
    }

    private Set<TemplateText.Place> withoutOptions(Set<TemplateText.Place> places) {
        Set<TemplateText.Place> others = new LinkedHashSet<>(places);
        others.removeIf(this::listsOptions);
        return others;
    }

    private boolean listsOptions(TemplateText.Place place) {
        return template.question() == QuestionKind.CHOICE && place.name().equals(OPTIONS);
    }

    /// Whether the text shows both groups of a pair and asks which.
    boolean relative() {
        return template.question() == QuestionKind.DECISION
                && text.places().stream().anyMatch(TemplateText.Place::other);
    }

    /// The filled text with the options in their first order.
    TemplateText.Filled fill(Function<TemplateText.Place, String> fills, Map<String, String> slotWords) {
        return text.fill(withOptions(fills, filledTargets(fills, slotWords), order(0)));
    }

    /// Every prompt and target of one filling.
    AskedPair.Side side(Function<TemplateText.Place, String> fills, Map<String, String> slotWords) {
        List<Target> filled = filledTargets(fills, slotWords);
        List<AskedPair.Prompt> prompts = new ArrayList<>();
        addPrompts(prompts, text, false, fills, filled);
        negated.ifPresent(twin -> addPrompts(prompts, twin, true, fills, filled));
        return new AskedPair.Side(prompts, filled);
    }

    private void addPrompts(
            List<AskedPair.Prompt> prompts,
            TemplateText form,
            boolean isNegated,
            Function<TemplateText.Place, String> fills,
            List<Target> filled) {
        List<TemplateText.Place> listing =
                form.places().stream().filter(this::listsOptions).toList();
        int orders = listing.isEmpty() ? 1 : filled.size();
        boolean letters = listing.stream().anyMatch(place -> place.form().equals(LETTERS));
        for (int turn = 0; turn < orders; turn++) {
            List<Integer> order = order(turn);
            prompts.add(new AskedPair.Prompt(
                    form.fill(withOptions(fills, filled, order)).text(),
                    isNegated,
                    listing.isEmpty() ? List.of() : order,
                    letters));
        }
    }

    /// Positions of the targets, turned so that each comes first once.
    private List<Integer> order(int turn) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            order.add((i + turn) % targets.size());
        }
        return order;
    }

    private Function<TemplateText.Place, String> withOptions(
            Function<TemplateText.Place, String> fills, List<Target> filled, List<Integer> order) {
        return place -> listsOptions(place) ? listed(filled, order, place.form().equals(LETTERS)) : fills.apply(place);
    }

    private static String listed(List<Target> filled, List<Integer> order, boolean letters) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < order.size(); i++) {
            String option = filled.get(order.get(i)).words().getFirst();
            if (letters) {
                list.append(i == 0 ? "" : " ")
                        .append((char) ('A' + i))
                        .append(") ")
                        .append(option);
            } else {
                list.append(i == 0 ? "" : i == order.size() - 1 ? " or " : ", ").append(option);
            }
        }
        return list.toString();
    }

    private List<Target> filledTargets(Function<TemplateText.Place, String> fills, Map<String, String> slotWords) {
        return targets.stream()
                .map(target -> new Target(
                        target.label(),
                        wordsOf(target, slotWords).stream()
                                .map(word -> java.util.Objects.requireNonNull(words.get(word))
                                        .fillWithin(fills))
                                .toList()))
                .toList();
    }

    private static List<String> wordsOf(Target target, Map<String, String> slotWords) {
        return slotWords.values().stream()
                .flatMap(word -> Optional.ofNullable(target.wordsFor().get(word)).stream())
                .findFirst()
                .orElse(target.words());
    }
}
