package org.tiltmeter.views.lessons;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tiltmeter.work.BadInputException;

/// Reads lesson files, strictly: a field that is missing, unknown or of the wrong kind is refused by name, so that a
/// lesson never stops in front of a class.
public final class LessonFile {

    private static final String FORMAT = "tiltmeter-lesson";
    private static final int VERSION = 1;
    private static final int LONGEST_MINUTES = 60;
    private static final Set<String> FIELDS =
            Set.of("format", "version", "id", "title", "minutes", "summary", "live", "steps");
    private static final Set<String> STEP_FIELDS =
            Set.of("title", "text", "guessFirst", "action", "question", "choices", "answer", "reveal", "notes");
    private static final Set<String> ACTION_FIELDS = Set.of("label", "commands");
    private static final Set<String> COMMAND_FIELDS = Set.of("do", "with");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;

    private LessonFile(String file) {
        this.file = file;
    }

    /// Reads a lesson.
    ///
    /// @param text of the file
    /// @param file what to call it in messages
    /// @throws BadInputException if it is not a lesson, saying which field of which step
    public static Lesson parse(String text, String file) {
        return new LessonFile(file).parse(text);
    }

    private Lesson parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new BadInputException(
                    "The lesson " + file + " is no JSON (line "
                            + (broken.getLocation() == null
                                    ? "1"
                                    : broken.getLocation().getLineNr())
                            + "); mend it there.",
                    broken);
        }
        String what = "it";
        require(root != null && root.isObject(), what, "is no JSON object", "begin it with {");
        known(root, FIELDS, what);
        require(FORMAT.equals(root.path("format").asText()), what, "has no format " + FORMAT, "say which it is");
        require(root.path("version").asInt() == VERSION, what, "has another version than " + VERSION, "mend it");
        int minutes = root.path("minutes").asInt();
        require(
                minutes > 0 && minutes <= LONGEST_MINUTES,
                what,
                "says no minutes from 1 to 60",
                "say how long it takes");
        require(root.path("steps").isArray() && !root.path("steps").isEmpty(), what, "has no steps", "add one");
        List<LessonStep> steps = new ArrayList<>();
        for (JsonNode step : root.path("steps")) {
            steps.add(step(step, "step " + (steps.size() + 1)));
        }
        return new Lesson(
                text(root, "id", what),
                text(root, "title", what),
                minutes,
                text(root, "summary", what),
                text(root, "live", what),
                steps);
    }

    private LessonStep step(JsonNode step, String what) {
        require(step.isObject(), what, "is no JSON object", "write its title and text in braces");
        known(step, STEP_FIELDS, what);
        String question = optional(step, "question", what);
        String reveal = optional(step, "reveal", what);
        require(question.isEmpty() == reveal.isEmpty(), what, "has a question or an answer alone", "give it both");
        JsonNode guessFirst = step.path("guessFirst");
        require(
                guessFirst.isMissingNode() || (guessFirst.isBoolean() && step.has("action") && !question.isEmpty()),
                what,
                "has a guessFirst that is neither true nor false, or without an action and a question",
                "take it out");
        List<String> choices = new ArrayList<>();
        step.path("choices").forEach(choice -> choices.add(choice.asText()));
        boolean answered = step.has("answer");
        require(choices.isEmpty() != answered, what, "has choices or an answer among them alone", "give it both");
        int answer = step.path("answer").asInt(-1);
        require(
                !answered || (answer >= 0 && answer < choices.size()),
                what,
                "answers with a choice that is not there",
                "count the choices from 0");
        return new LessonStep(
                text(step, "title", what),
                text(step, "text", what),
                step.path("guessFirst").asBoolean(),
                step.has("action") ? Optional.of(action(step.path("action"), what)) : Optional.empty(),
                question,
                choices,
                answered ? Optional.of(answer) : Optional.empty(),
                reveal,
                optional(step, "notes", what));
    }

    private LessonStep.Action action(JsonNode action, String what) {
        known(action, ACTION_FIELDS, what + "'s action");
        List<LessonCommand> commands = new ArrayList<>();
        for (JsonNode command : action.path("commands")) {
            commands.add(command(command, what));
        }
        require(!commands.isEmpty(), what + "'s action", "has no commands", "add one or leave the action out");
        return new LessonStep.Action(text(action, "label", what + "'s action"), commands);
    }

    private LessonCommand command(JsonNode command, String what) {
        known(command, COMMAND_FIELDS, what + "'s command");
        String word = text(command, "do", what + "'s command");
        LessonCommand.Kind kind = Arrays.stream(LessonCommand.Kind.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> problem(
                        what,
                        "has the unknown command \"" + word + "\"",
                        "known are "
                                + Arrays.stream(LessonCommand.Kind.values())
                                        .map(LessonCommand.Kind::word)
                                        .collect(Collectors.joining(", "))));
        String value = optional(command, "with", what + "'s command");
        require(
                kind.needsValue() != value.isEmpty(),
                what,
                "has the command " + word + (kind.needsValue() ? " without a value" : " with a value"),
                "mend its field \"with\"");
        boolean number = kind == LessonCommand.Kind.LAYER || kind == LessonCommand.Kind.EXPERT;
        require(!number || value.matches("[0-9]{1,4}"), what, "has a " + word + " that is no number", "count from 0");
        if (kind == LessonCommand.Kind.PROBES) {
            require(
                    value.matches("[a-z]+(/[1-9][0-9]?)?(:.+)?"),
                    what,
                    "takes the probes \"" + value + "\"",
                    "write a name, such as occupations/3: nurse");
        }
        if (kind == LessonCommand.Kind.SILENCE) {
            require(
                    value.matches("[0-9]+/[0-9]+(, *[0-9]+/[0-9]+)*"),
                    what,
                    "silences \"" + value + "\"",
                    "write layer/expert, such as 1/5");
        }
        return new LessonCommand(kind, value);
    }

    private void known(JsonNode node, Set<String> fields, String what) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(fields.contains(name), what, "has an unknown field \"" + name + "\"", "take it out");
        }
    }

    private String text(JsonNode node, String field, String what) {
        String text = optional(node, field, what);
        require(!text.isEmpty(), what, "has no " + field, "write one");
        return text;
    }

    private String optional(JsonNode node, String field, String what) {
        JsonNode value = node.path(field);
        require(value.isMissingNode() || value.isTextual(), what, "has a " + field + " that is no text", "quote it");
        return value.asText("").strip();
    }

    private void require(boolean fact, String what, String wrong, String wayOut) {
        if (!fact) {
            throw problem(what, wrong, wayOut);
        }
    }

    private BadInputException problem(String what, String wrong, String wayOut) {
        return new BadInputException("The lesson %s cannot be taught: %s %s; %s.".formatted(file, what, wrong, wayOut));
    }
}
