package org.tiltmeter.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One template as an object of a probe file.
final class TemplateJson {

    /// The fields of a template.
    static final Set<String> FIELDS =
            ProbeFile.known("id", "text", "question", "targets", "negated", "neutral", "generation");

    private static final int MOST_WORDS = 5_000;

    private TemplateJson() {}

    static Template read(StrictJson object) {
        return new Template(
                object.text("id"),
                object.text("text"),
                kind(object),
                new Answering(
                        object.has("targets")
                                ? object
                                        .objects("targets", 1_000, ProbeFile.known("label", "words", "words-for"))
                                        .stream()
                                        .map(TemplateJson::target)
                                        .toList()
                                : List.of(),
                        object.optionalText("negated").orElse(""),
                        object.has("neutral") ? object.texts("neutral", 1_000) : List.of(),
                        sampling(object)));
    }

    private static QuestionKind kind(StrictJson object) {
        String question = object.optionalText("question").orElse(QuestionKind.LIKELIHOOD.fileName());
        return Stream.of(QuestionKind.values())
                .filter(kind -> kind.fileName().equals(question))
                .findFirst()
                .orElseThrow(() -> object.problem(
                        "question",
                        "is \"" + question + "\", but known are "
                                + Stream.of(QuestionKind.values())
                                        .map(QuestionKind::fileName)
                                        .collect(Collectors.joining(", "))));
    }

    private static Target target(StrictJson object) {
        return new Target(
                object.text("label"),
                object.texts("words", MOST_WORDS),
                object.textLists("words-for", MOST_WORDS, MOST_WORDS));
    }

    private static @Nullable Sampling sampling(StrictJson template) {
        if (!template.has("generation")) {
            return null;
        }
        StrictJson object = template.object("generation", ProbeFile.known("samples", "tokens", "scorings"));
        List<Scoring> scorings = new ArrayList<>();
        for (StrictJson scoring : object.objects("scorings", 100, ProbeFile.known("kind", "list"))) {
            String name = scoring.text("kind");
            scorings.add(new Scoring(
                    Stream.of(Scoring.Kind.values())
                            .filter(kind -> kind.fileName().equals(name))
                            .findFirst()
                            .orElseThrow(() -> scoring.problem(
                                    "kind", "is \"" + name + "\", but known are rate, sentiment and refusal")),
                    scoring.text("list")));
        }
        return new Sampling(object.integer("samples"), object.integer("tokens"), scorings);
    }

    static void write(Template template, ObjectNode node) {
        node.put("id", template.id())
                .put("text", template.text())
                .put("question", template.question().fileName());
        Answering answering = template.answering();
        if (!answering.targets().isEmpty()) {
            ArrayNode targets = node.putArray("targets");
            for (Target target : answering.targets()) {
                ObjectNode object = targets.addObject().put("label", target.label());
                target.words().forEach(object.putArray("words")::add);
                if (!target.wordsFor().isEmpty()) {
                    ProbeFile.putLists(object.putObject("words-for"), target.wordsFor());
                }
            }
        }
        if (!answering.negated().isEmpty()) {
            node.put("negated", answering.negated());
        }
        if (!answering.neutral().isEmpty()) {
            answering.neutral().forEach(node.putArray("neutral")::add);
        }
        Sampling sampling = answering.sampling();
        if (sampling != null) {
            ObjectNode object = node.putObject("generation")
                    .put("samples", sampling.samples())
                    .put("tokens", sampling.tokens());
            ArrayNode scorings = object.putArray("scorings");
            sampling.scorings()
                    .forEach(scoring -> scorings.addObject()
                            .put("kind", scoring.kind().fileName())
                            .put("list", scoring.list()));
        }
    }
}
