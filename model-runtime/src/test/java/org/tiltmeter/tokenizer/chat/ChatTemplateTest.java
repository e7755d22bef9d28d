package org.tiltmeter.tokenizer.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.work.BadInputException;

class ChatTemplateTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-06T15:04:05Z"), ZoneOffset.UTC);
    private static final List<Message> ONE = List.of(Message.user("Hi"));

    @TempDir
    Path folder;

    private static ChatTemplate parse(String source) {
        return ChatTemplate.parse(source, Map.of("bos_token", "<s>", "eos_token", "</s>"), CLOCK);
    }

    /// What Jinja 3.1 itself makes of templates in the styles of published models, with the settings they expect.
    private static JsonNode conversations() throws IOException {
        try (InputStream stream = ChatTemplateTest.class.getResourceAsStream("conversations.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream));
        }
    }

    @Test
    void rendersWhatJinjaRenders() throws IOException {
        int count = 0;
        for (JsonNode one : conversations()) {
            List<Message> messages = new ArrayList<>();
            one.path("messages")
                    .forEach(message -> messages.add(new Message(
                            message.path("role").asText(),
                            message.path("content").asText())));
            String rendered = parse(one.path("template").asText())
                    .render(messages, one.path("prompt").asBoolean());
            assertThat(rendered)
                    .as(one.path("name").asText())
                    .isEqualTo(one.path("expected").asText());
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(40);
    }

    /// What Jinja 3.1 itself makes of them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "{{ \"don't stop (me) A-B\" | title }} ¦ Don't Stop (Me) A-B",
                "{{ \"don't stop\".title() }} ¦ Don'T Stop",
                "{{ 'aaa'.replace('a', 'bc', 2) }} ¦ bcbca",
                "{{ 'aaa' | replace('a', 'b', 1) }} ¦ baa",
                "{{ 'aaa'.replace('a', 'b', -1) }} ¦ bbb",
                "{{ 'aaa'.replace('a', 'b', 0) }} ¦ aaa",
                "{{ [{'a': 1}, {}] | map(attribute='a', default=0) | list }} ¦ [1, 0]",
                "{{ 'x' | int(default=5) }} ¦ 5",
                "{{ {'é': 1} | tojson(ensure_ascii=false) }} ¦ {\"é\": 1}",
                "{% for a in [1] %}{{ loop.depth }}{{ loop.depth0 }}{% endfor %} ¦ 10",
            })
    void rendersExpressions(String template, String expected) {
        assertThat(parse(template).render(ONE, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "{{ raise_exception('only one turn') }} ¦ refuses this conversation: only one turn",
                "{% include '/etc/passwd' %} ¦ uses the tag {% include %} in line 1",
                "{% import 'x' as y %} ¦ {% import %}",
                "{{ ''.__class__.mro() }} ¦ not defined",
                "{{ [1] | tojson(separators=(',', ':')) }} ¦ writes JSON with separators",
                "{{ {'b': 1} | tojson(sort_keys=true) }} ¦ writes JSON with sort_keys",
                "{{ 'é' | tojson(ensure_ascii=true) }} ¦ writes JSON with ensure_ascii",
                "{{ 'a b c'.split(none, 1) }} ¦ splits a text at spaces",
                "{{ messages.getClass() }} ¦ function or method in line 1",
                "{{ 'a' | nosuch }} ¦ the filter \"nosuch\"",
                "{{ 1 is nosuch }} ¦ the test \"nosuch\"",
                "{{ nosuch('a') }} ¦ function or method",
                "{{ 'a' + 1 }} ¦ adds a number to a text",
                "{{ x.y }} ¦ asks for \"y\"",
                "{% for m in messages %} ¦ endfor",
                "{{ 'a ¦ does not close a string",
                "{{ 1 + }} ¦ where something else belongs",
                "{% endfor %} ¦ endfor",
                "{{ strftime_now('%Q') }} ¦ %Q",
                "{{ 1 / 0 }} ¦ divides by zero",
                "{{ 'a' * 99999999999 }} ¦ more than",
                "{{ range(100000000) }} ¦ more than",
                "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %} ¦ steps",
                "{% set ns = namespace(x='aaaaaaaa') %}{% for a in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor"
                        + " %} ¦ more",
                "{% set l = [] %}{% set _ = l.append(l) %}{{ l }} ¦ deep",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }} ¦ calls itself"
            })
    void refusesByName(String template, String message) {
        assertThatThrownBy(() -> parse(template).render(ONE, true))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The model's chat template ")
                .hasMessageContaining(message);
    }

    @Test
    void readsEveryPlaceOfATemplate() throws IOException {
        assertThat(ChatTemplate.of(folder)).isEmpty();
        Path config = folder.resolve("tokenizer_config.json");
        Files.writeString(config, "{\"chat_template\": \"{{ bos_token }}one\", \"bos_token\": {\"content\": \"<b>\"}}");
        assertThat(ChatTemplate.of(folder).orElseThrow().render(ONE, true)).isEqualTo("<b>one");
        Files.writeString(config, """
            {"chat_template": [{"name": "tool_use", "template": "tool"}, {"name": "default", "template": "two"}]}
            """);
        assertThat(ChatTemplate.of(folder).orElseThrow().render(ONE, true)).isEqualTo("two");
        Files.writeString(folder.resolve("special_tokens_map.json"), "{\"eos_token\": \"<e>\"}");
        Files.writeString(folder.resolve("chat_template.jinja"), "three{{ eos_token }}\n");
        ChatTemplate own = ChatTemplate.of(folder).orElseThrow();
        assertThat(own.render(ONE, true)).isEqualTo("three<e>");
        assertThat(own.sha256()).hasSize(64);
        Files.delete(folder.resolve("chat_template.jinja"));
        Files.writeString(config, "{\"chat_template\": [{\"name\": \"a\", \"template\": \"\"}, {\"name\": \"b\"}]}");
        assertThatThrownBy(() -> ChatTemplate.of(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[a, b]");
    }

    /// Damaged templates are refused or rendered, and nothing else happens.
    @Test
    void survivesDamagedTemplates() throws IOException {
        Random random = new Random(17);
        List<String> templates = new ArrayList<>();
        conversations().forEach(one -> templates.add(one.path("template").asText()));
        String signs = "{}%#()[]'\"|.:-+*/ aif0\\\n";
        for (int i = 0; i < 4000; i++) {
            StringBuilder damaged = new StringBuilder(templates.get(random.nextInt(templates.size())));
            for (int j = 0; j < 3; j++) {
                damaged.setCharAt(random.nextInt(damaged.length()), signs.charAt(random.nextInt(signs.length())));
            }
            try {
                assertThat(parse(damaged.toString()).render(ONE, true)).isNotNull();
            } catch (BadInputException refused) {
                assertThat(refused).hasMessageStartingWith("The model's chat template");
            }
        }
        String deep = "{{ " + "(".repeat(20000) + "1" + ")".repeat(20000) + " }}";
        assertThatThrownBy(() -> parse(deep)).isInstanceOf(BadInputException.class);
    }
}
