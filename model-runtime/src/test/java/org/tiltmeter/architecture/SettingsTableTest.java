package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.checkpoint.Weights;
import org.tiltmeter.work.BadInputException;

/// Every setting that the reference knows in a family changes what is computed, is refused by name, or is known to
/// have no influence: none is passed over.
class SettingsTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A line of the table.
    private record Row(String family, String setting, String value, String outcome) {}

    private static List<Row> table() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/architecture/settings.tsv"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                rows.add(new Row(cells[0], cells[1], cells[2], cells[3]));
            }
        }
        return rows;
    }

    @Test
    void passesOverNoSettingThatTheReferenceKnows() throws IOException {
        Map<String, ObjectNode> bases = new HashMap<>();
        Map<String, String> usual = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        Set<String> outcomes = new HashSet<>();
        for (Row row : table()) {
            if (row.outcome().equals("base")) {
                ObjectNode base = (ObjectNode) JSON.readTree(row.value());
                bases.put(row.family(), base);
                usual.put(row.family(), description(base));
                continue;
            }
            ObjectNode settings = Objects.requireNonNull(bases.get(row.family()), row.family())
                    .deepCopy();
            if (row.value().equals("absent")) {
                settings.remove(row.setting());
            } else {
                settings.set(row.setting(), JSON.readTree(row.value()));
            }
            String found = outcome(settings, Objects.requireNonNull(usual.get(row.family()), row.family()));
            outcomes.add(found);
            if (!found.equals(row.outcome())) {
                wrong.add(row + " but " + found);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(outcomes).containsExactlyInAnyOrder("changes", "refused", "nothing");
        assertThat(bases).containsOnlyKeys(Families.supported().split(", "));
    }

    @Test
    void refusesEverySettingThatNoFamilyKnows() throws IOException {
        for (Row row : table()) {
            if (row.outcome().equals("base")) {
                ObjectNode settings = (ObjectNode) JSON.readTree(row.value());
                settings.put("a_setting_of_tomorrow", 1);
                assertThat(outcome(settings, "")).as(row.family()).isEqualTo("refused");
            }
        }
    }

    /// Every number in every family's settings, in turn, and in the lists and objects among them: taken or refused,
    /// never another failure.
    @Test
    void takesOrRefusesAnyNumber() throws IOException {
        for (Row row : table()) {
            if (row.outcome().equals("base")) {
                ObjectNode settings = (ObjectNode) JSON.readTree(row.value());
                takesOrRefuses(row.family(), settings, settings);
                if (settings.path("rope_parameters") instanceof ObjectNode rope) {
                    takesOrRefuses(row.family(), settings, rope);
                }
            }
        }
    }

    private static void takesOrRefuses(String family, ObjectNode settings, ObjectNode place) {
        for (String key : place.properties().stream().map(Map.Entry::getKey).toList()) {
            JsonNode usual = place.get(key);
            if (!usual.isNumber() && !usual.isArray()) {
                continue;
            }
            for (double number : new double[] {0, -1, 1, 3, 0.5, 1e300}) {
                JsonNode value = number == Math.rint(number) && Math.abs(number) < 1e18
                        ? JSON.getNodeFactory().numberNode((long) number)
                        : JSON.getNodeFactory().numberNode(number);
                place.set(key, usual.isArray() ? JSON.createArrayNode().add(value) : value);
                assertThatCode(() -> outcome(settings, ""))
                        .as(family + " with " + key + " = " + value)
                        .doesNotThrowAnyException();
            }
            place.set(key, usual);
        }
    }

    private static String outcome(ObjectNode settings, String usual) {
        try {
            return description(settings).equals(usual) ? "nothing" : "changes";
        } catch (BadInputException refusal) {
            assertThat(refusal.getMessage()).startsWith("config.json").endsWith(".");
            return "refused";
        }
    }

    private static String description(ObjectNode settings) {
        Checkpoint checkpoint = new Checkpoint(
                Path.of("model"), Configuration.parse(settings.toString()), Weights.none(), Optional.empty());
        return description(Blueprint.of(checkpoint, Optional.of(new WeightPlan(StoredType.F32))));
    }

    /// All that a model's numbers depend on beside its weights, as text.
    private static String description(Blueprint blueprint) {
        StringBuilder text = new StringBuilder();
        text.append(blueprint.sizes()).append(blueprint.expertLayers()).append(blueprint.bidirectional());
        for (Part part : blueprint.parts()) {
            text.append(new TreeMap<>(part.numbers())).append(new TreeMap<>(part.kinds()));
            part.tensors()
                    .forEach((name, tensor) -> text.append(name)
                            .append(tensor.stored().name())
                            .append(tensor.sizes())
                            .append(tensor.strides())
                            .append(tensor.offset()));
        }
        for (Rope rope : blueprint.ropes()) {
            for (int tokens : new int[] {7, 100, 5000}) {
                text.append(Arrays.toString(rope.inverseFrequencies(tokens)))
                        .append(rope.scale(tokens))
                        .append(rope.softmaxScale());
            }
        }
        return text + blueprint.encoder().map(SettingsTableTest::description).orElse("");
    }
}
