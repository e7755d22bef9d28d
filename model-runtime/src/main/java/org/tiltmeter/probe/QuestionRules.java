package org.tiltmeter.probe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a template of each kind of question must have; each broken rule is one sentence.
final class QuestionRules {

    private QuestionRules() {}

    static void check(Template template, ProbeSet probes) {
        List<Target> targets = template.answering().targets();
        switch (template.question()) {
            case LIKELIHOOD ->
                need(
                        template,
                        targets.isEmpty(),
                        "asks for likelihood, which has no targets;" + " remove them or ask for continuation");
            case CONTINUATION ->
                need(
                        template,
                        !targets.isEmpty(),
                        "asks for continuation and needs at least one" + " target to compare");
            case CHOICE -> {
                need(template, targets.size() >= 2, "asks for a choice and needs at least two targets to choose from");
                need(
                        template,
                        targets.size() <= QuestionTexts.MOST_OPTIONS,
                        "has more than " + QuestionTexts.MOST_OPTIONS + " options");
            }
            case DECISION ->
                need(
                        template,
                        targets.isEmpty() || targets.size() == 2,
                        "asks for a decision, which is" + " between two targets; give two, or none for yes and no");
            case GENERATION -> checkSampling(template, probes);
        }
        need(
                template,
                template.answering().negated().isBlank()
                        || template.question() == QuestionKind.CHOICE
                        || template.question() == QuestionKind.DECISION,
                "has a negated twin, which only a choice or a decision can use");
        Set<String> labels = new HashSet<>();
        for (Target target : targets) {
            need(
                    template,
                    !target.label().isBlank() && labels.add(target.label()),
                    "has two targets called \"" + target.label() + "\" or one without a label");
            need(
                    template,
                    !target.words().isEmpty() && target.words().stream().noneMatch(String::isBlank),
                    "has no words, or an empty one, for the target \"" + target.label() + "\"");
            need(
                    template,
                    target.wordsFor().values().stream()
                            .allMatch(
                                    words -> !words.isEmpty() && words.stream().noneMatch(String::isBlank)),
                    "has no words, or an empty one, for the target \"" + target.label()
                            + "\" with one of the slot words");
        }
    }

    private static void checkSampling(Template template, ProbeSet probes) {
        Sampling sampling = template.answering().sampling();
        if (sampling == null || sampling.scorings().isEmpty()) {
            throw TemplateText.problem(
                    template, "asks for generation and needs at least one scoring with a word list of the probe set");
        }
        need(
                template,
                sampling.samples() >= 1 && sampling.samples() <= Sampling.MOST_SAMPLES,
                "must ask for 1 to %,d samples, not %,d".formatted(Sampling.MOST_SAMPLES, sampling.samples()));
        need(
                template,
                sampling.tokens() >= 1 && sampling.tokens() <= Sampling.MOST_TOKENS,
                "must ask for 1 to %,d tokens, not %,d".formatted(Sampling.MOST_TOKENS, sampling.tokens()));
        for (Scoring scoring : sampling.scorings()) {
            WordList list = probes.list(scoring.list()).orElse(null);
            if (list == null || list.words().isEmpty()) {
                throw TemplateText.problem(
                        template,
                        "scores with the word list \"%s\", which the probe set does not have or which is empty"
                                .formatted(scoring.list()));
            }
            need(
                    template,
                    scoring.kind() != Scoring.Kind.SENTIMENT
                            || list.words().stream().allMatch(word -> word.weight() != null),
                    "scores sentiment with the word list \"%s\", in which a word has no weight"
                            .formatted(scoring.list()));
        }
    }

    private static void need(Template template, boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw TemplateText.problem(template, otherwise);
        }
    }
}
