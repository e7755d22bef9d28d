package org.tiltmeter.tokenizer.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.tokenizer.chat.Statements.Statement;
import org.tiltmeter.tokenizer.chat.Values.Function;
import org.tiltmeter.tokenizer.chat.Values.Nothing;
import org.tiltmeter.work.BadInputException;

/// How a model wants a conversation to be written: the `chat_template` of its folder, in the template language Jinja as
/// published models use it.
///
/// A template is a program that somebody else wrote: it reaches no file and no Java object, and what takes too many
/// steps or makes too long a text is refused. What is not known here is refused by name, never ignored.
///
/// Safe for several threads.
public final class ChatTemplate {

    private static final int LONGEST = 1 << 18;
    private static final String DEFAULT_NAME = "default";
    private static final List<String> ROLES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final String source;
    private final Statement statement;
    private final Map<String, Object> tokens;
    private final Clock clock;

    private ChatTemplate(String source, Map<String, Object> tokens, Clock clock) {
        this.source = source;
        this.tokens = tokens;
        this.clock = clock;
        if (source.length() > LONGEST) {
            throw new BadInputException(
                    "The chat template is %d characters long, more than %d; get the model's own file."
                            .formatted(source.length(), LONGEST));
        }
        try {
            this.statement = Statements.read(source);
        } catch (TemplateFault fault) {
            throw refusal(fault);
        }
    }

    /// The template of a model's folder, if it has one: chat_template.jinja, chat_template.json, or `chat_template` in
    /// tokenizer_config.json, there the one called `default` where there are several.
    ///
    /// @param place the model's folder, or a file in it
    /// @throws BadInputException if it cannot be read; one sentence names what is not known
    public static Optional<ChatTemplate> of(Path place) {
        Path folder = Files.isRegularFile(place) ? place.resolveSibling("") : place;
        Path configFile = folder.resolve("tokenizer_config.json");
        Optional<ObjectNode> config =
                Files.isRegularFile(configFile) ? Optional.of(JsonFiles.read(configFile)) : Optional.empty();
        Optional<String> source = own(folder.resolve("chat_template.jinja"))
                .or(() -> Optional.of(folder.resolve("chat_template.json"))
                        .filter(Files::isRegularFile)
                        .flatMap(file -> named(JsonFiles.read(file).path("chat_template"), file)))
                .or(() -> config.flatMap(found -> named(found.path("chat_template"), configFile)));
        return source.map(
                text -> new ChatTemplate(text, special(folder, config), Clock.system(ZoneId.systemDefault())));
    }

    /// A template given as text.
    ///
    /// @param tokens special tokens by their role, such as `bos_token`
    /// @param clock what `strftime_now` asks
    public static ChatTemplate parse(String source, Map<String, String> tokens, Clock clock) {
        return new ChatTemplate(source, new LinkedHashMap<>(tokens), clock);
    }

    private static Optional<String> own(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > 4L * LONGEST) {
                throw new BadInputException(file + " is longer than any chat template; get the model's own file.");
            }
            return Optional.of(Files.readString(file));
        } catch (IOException failure) {
            throw new BadInputException(
                    file + " cannot be read as text (" + failure.getMessage() + "); get the file again.", failure);
        }
    }

    private static Optional<String> named(JsonNode node, Path file) {
        if (node.isTextual()) {
            return Optional.of(node.textValue());
        }
        if (!node.isArray() || node.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (JsonNode one : node) {
            names.add(one.path("name").asText());
            if (one.path("name").asText().equals(DEFAULT_NAME) || node.size() == 1) {
                return Optional.of(one.path("template").asText());
            }
        }
        throw new BadInputException(file + " has the chat templates " + names + " but none called " + DEFAULT_NAME
                + "; put the one you want into chat_template.jinja.");
    }

    private static Map<String, Object> special(Path folder, Optional<ObjectNode> config) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        Path map = folder.resolve("special_tokens_map.json");
        List<ObjectNode> files = new ArrayList<>();
        if (Files.isRegularFile(map)) {
            files.add(JsonFiles.read(map));
        }
        config.ifPresent(files::add);
        for (ObjectNode file : files) {
            for (String role : ROLES) {
                JsonNode token = file.path(role);
                String spelling = token.isObject() ? token.path("content").asText("") : token.asText("");
                if (!token.isNull() && !spelling.isEmpty()) {
                    tokens.put(role, spelling);
                }
            }
        }
        return tokens;
    }

    /// Writes a conversation as the model expects it. The text holds the special tokens that it needs: encode it with
    /// [org.tiltmeter.tokenizer.Tokenizer#encodeBare(String)].
    ///
    /// @param addGenerationPrompt whether the beginning of the model's answer is written as well
    /// @throws BadInputException if the template refuses the conversation, or uses what is not known here
    public String render(List<Message> messages, boolean addGenerationPrompt) {
        Values values = new Values();
        Map<String, Object> names = new LinkedHashMap<>(tokens);
        List<Object> conversation = new ArrayList<>();
        for (Message message : messages) {
            Map<Object, Object> turn = Values.map();
            turn.put("role", message.role());
            turn.put("content", message.content());
            conversation.add(turn);
        }
        names.put("messages", conversation);
        names.put("add_generation_prompt", addGenerationPrompt);
        names.put("tools", Nothing.NONE);
        names.put("documents", Nothing.NONE);
        addFunctions(values, names);
        Scope scope = Scope.of(values, names);
        try {
            statement.run(scope);
            return scope.written();
        } catch (TemplateFault fault) {
            throw refusal(fault);
        } catch (StackOverflowError tooDeep) {
            throw new BadInputException(
                    "The model's chat template nests too deeply; use the model without it.", tooDeep);
        }
    }

    private void addFunctions(Values values, Map<String, Object> names) {
        Function raise = (given, named) -> {
            throw new TemplateFault("refuses this conversation: " + values.text(Methods.at(given, 0)));
        };
        Function range = (given, named) -> {
            long from = given.size() > 1 ? Values.whole(given.getFirst()) : 0;
            long to = Values.whole(Methods.at(given, given.size() > 1 ? 1 : 0));
            long step = given.size() > 2 ? Values.whole(given.get(2)) : 1;
            if (step == 0) {
                throw new TemplateFault("counts in steps of zero");
            }
            values.requireSize(Math.abs((to - from) / step));
            List<Object> numbers = new ArrayList<>();
            for (long i = from; step > 0 ? i < to : i > to; i += step) {
                values.spend(1);
                numbers.add(i);
            }
            return numbers;
        };
        Function namespace = (given, named) -> {
            Map<String, Object> entries = new LinkedHashMap<>();
            if (!given.isEmpty() && given.getFirst() instanceof Map<?, ?> map) {
                map.forEach((key, value) -> entries.put(values.text(key), value));
            }
            entries.putAll(named);
            return new Values.Namespace(entries);
        };
        Function dictionary = (given, named) -> {
            Map<Object, Object> map = Values.map();
            if (!given.isEmpty() && given.getFirst() instanceof Map<?, ?> other) {
                map.putAll(other);
            }
            map.putAll(named);
            return map;
        };
        Function now = (given, named) -> TimeFormat.format(Values.string(Methods.at(given, 0)), clock);
        names.put("raise_exception", raise);
        names.put("range", range);
        names.put("namespace", namespace);
        names.put("dict", dictionary);
        names.put("strftime_now", now);
    }

    private static BadInputException refusal(TemplateFault fault) {
        return new BadInputException(
                "The model's chat template " + fault.getMessage() + "; use the model without it.", fault);
    }

    /// The SHA-256 of the template's text in UTF-8, in hexadecimal: which one was used.
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }
}
