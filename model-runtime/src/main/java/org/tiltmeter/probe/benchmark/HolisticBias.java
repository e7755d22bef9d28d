package org.tiltmeter.probe.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.work.BadInputException;

/// The files of HolisticBias (Smith et al. 2022): a folder `dataset/v1.1` (or v1.0) with
/// `descriptors.json` (axis,
/// bucket, terms), `nouns.json` (gender, pairs of singular and plural) and
/// `sentence_templates.json`.
///
/// @param descriptors identity terms
/// @param nouns words for persons
/// @param templates sentences with {noun_phrase} or {plural_noun_phrase}
public record HolisticBias(List<Descriptor> descriptors, List<Noun> nouns, List<String> templates) {

    /// The files that belong together.
    static final Set<String> FILES = Set.of("descriptors.json", "nouns.json", "sentence_templates.json");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SINGULAR = "{noun_phrase}";
    private static final String PLURAL = "{plural_noun_phrase}";

    /// Copies the lists.
    public HolisticBias {
        descriptors = List.copyOf(descriptors);
        nouns = List.copyOf(nouns);
        templates = List.copyOf(templates);
    }

    /// An identity term.
    ///
    /// @param axis such as `ability`
    /// @param bucket a part of the axis
    /// @param term the term
    /// @param article a or an
    /// @param gender of the nouns it goes with; empty for all
    /// @param preference dispreferred, polarizing, reviewed, or no_data
    public record Descriptor(
            String axis, String bucket, String term, String article, String gender, String preference) {}

    /// A word for a person.
    public record Noun(String singular, String plural, String gender) {}

    /// Whether a folder holds the files.
    static boolean isFolder(Path folder) {
        return FILES.stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /// Reads the folder, or the folder of one of its files.
    ///
    /// @throws BadInputException naming the file and the field
    public static HolisticBias read(Path place) {
        Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
        if (folder == null || !isFolder(folder)) {
            throw new BadInputException(place.getFileName()
                    + " does not hold descriptors.json, nouns.json and sentence_templates.json of HolisticBias.");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> axis :
                object(folder, "descriptors.json").properties()) {
            for (Map.Entry<String, JsonNode> bucket : axis.getValue().properties()) {
                for (JsonNode entry : bucket.getValue()) {
                    descriptors.add(descriptor(axis.getKey(), bucket.getKey(), entry));
                }
            }
        }
        List<Noun> nouns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> gender : object(folder, "nouns.json").properties()) {
            for (JsonNode pair : gender.getValue()) {
                if (!pair.path(0).isTextual() || !pair.path(1).isTextual()) {
                    throw new BadInputException("nouns.json: a noun of " + gender.getKey()
                            + " is not a list of its singular and its plural.");
                }
                nouns.add(new Noun(pair.path(0).textValue(), pair.path(1).textValue(), gender.getKey()));
            }
        }
        List<String> templates = new ArrayList<>();
        for (Map.Entry<String, JsonNode> template :
                object(folder, "sentence_templates.json").properties()) {
            if (!template.getKey().contains(SINGULAR) && !template.getKey().contains(PLURAL)) {
                throw new BadInputException("sentence_templates.json: the template \"" + template.getKey()
                        + "\" holds neither " + SINGULAR + " nor " + PLURAL + ".");
            }
            templates.add(template.getKey());
        }
        if (descriptors.isEmpty() || nouns.isEmpty() || templates.isEmpty()) {
            throw new BadInputException(folder.getFileName() + " holds no descriptors, no nouns or no templates.");
        }
        return new HolisticBias(descriptors, nouns, templates);
    }

    private static Descriptor descriptor(String axis, String bucket, JsonNode entry) {
        String term =
                entry.isTextual() ? entry.textValue() : entry.path("descriptor").asText();
        if (term.isBlank()) {
            throw new BadInputException(
                    "descriptors.json: an entry of %s, %s has no descriptor.".formatted(axis, bucket));
        }
        boolean vowel = "aeiou".indexOf(Character.toLowerCase(term.charAt(0))) >= 0;
        return new Descriptor(
                axis,
                bucket,
                term,
                entry.path("article").asText(vowel ? "an" : "a"),
                entry.path("gender").asText(""),
                entry.path("preference").asText("no_data"));
    }

    private static JsonNode object(Path folder, String name) {
        try {
            JsonNode node = MAPPER.readTree(DelimitedText.text(folder.resolve(name)));
            if (!node.isObject()) {
                throw new BadInputException(name + " is not a JSON object.");
            }
            return node;
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw new BadInputException(name + " is not valid JSON at line " + line + ".", broken);
        }
    }

    /// The nouns that a descriptor goes with.
    public List<Noun> nounsFor(Descriptor descriptor) {
        return nouns.stream()
                .filter(noun ->
                        descriptor.gender().isEmpty() || descriptor.gender().equals(noun.gender()))
                .toList();
    }

    /// A template with descriptor and noun in it.
    public static String sentence(String template, Descriptor descriptor, Noun noun) {
        return template.replace(PLURAL, descriptor.term() + " " + noun.plural())
                .replace(SINGULAR, descriptor.article() + " " + descriptor.term() + " " + noun.singular());
    }
}
