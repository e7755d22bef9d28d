package org.tiltmeter.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.work.BadInputException;

/// Reads a hub's list of a model's files, which somebody else wrote: nothing in it is believed before it is checked.
final class Listing {

    private static final int MOST_FILES = 20_000;
    private static final int LONGEST_NAME = 400;

    /// No published model is larger.
    private static final long LARGEST_WEIGHTS = 2_000_000_000_000L;

    private static final long LARGEST_MODEL = 8_000_000_000_000L;

    /// What reads settings and tokenizers refuses larger ones too.
    private static final long LARGEST_OTHER = 64L << 20;

    private static final int LONGEST_FAMILY = 40;

    private final HubModel model;
    private final URI hub;
    private final String what;

    Listing(HubModel model, URI hub) {
        this.model = model;
        this.hub = hub;
        this.what = "The list of files that " + hub.getHost() + " gives of " + model;
    }

    /// @param answer the hub's answer, as it came
    /// @throws BadInputException if it is no such list, names impossible files, or has no model that opens here
    FetchPlan read(byte[] answer) {
        ObjectNode object = parse(answer);
        String commit = object.path("sha").asText("");
        if (!commit.matches("[0-9a-f]{40,64}")) {
            throw garbled("it does not say which commit it is of");
        }
        JsonNode siblings = object.path("siblings");
        if (!siblings.isArray() || siblings.isEmpty()) {
            throw garbled("it names no files");
        }
        if (siblings.size() > MOST_FILES) {
            throw garbled("it names " + siblings.size() + " files, more than any model has");
        }
        SortedMap<String, JsonNode> entries = entries(siblings);
        FileChoice choice = new FileChoice(entries.keySet());
        List<HubFile> files = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (choice.takes(name)) {
                files.add(file(name, entry, choice.isWeights(name)));
            } else {
                leftOut.add(new LeftOut(name, Math.max(0, size(entry)), choice.whyNot(name)));
            }
        });
        requireModel(files, leftOut, choice);
        FetchPlan plan = new FetchPlan(model, hub, commit, files, leftOut, isGated(object), family(object));
        if (plan.bytes() > LARGEST_MODEL) {
            throw garbled("its files add up to " + Sizes.of(plan.bytes()) + ", more than any model has");
        }
        return plan;
    }

    private ObjectNode parse(byte[] answer) {
        try {
            return JsonFiles.parse(answer, what);
        } catch (BadInputException garbage) {
            throw new BadInputException(
                    hub + " does not answer as a model hub does (its answer is no JSON object); check the address and"
                            + " whether a login page of the network stands in between.",
                    garbage);
        }
    }

    private SortedMap<String, JsonNode> entries(JsonNode siblings) {
        SortedMap<String, JsonNode> entries = new TreeMap<>(Comparator.naturalOrder());
        Set<String> folded = new HashSet<>();
        for (JsonNode entry : siblings) {
            String name = entry.path("rfilename").asText("");
            requirePlain(name);
            if (entries.put(name, entry) != null) {
                throw garbled("it names \"" + name + "\" twice");
            }
            if (!name.contains("/") && !folded.add(name.toLowerCase(Locale.ROOT))) {
                throw garbled("it names \"" + name + "\" twice, in capitals and without");
            }
        }
        return entries;
    }

    private void requirePlain(String name) {
        boolean control = name.codePoints()
                .anyMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
        boolean climbs = List.of(name.split("/", -1)).stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (control || climbs || name.contains("\\") || name.contains(":") || name.length() > LONGEST_NAME) {
            throw garbled("it names a file \"" + HubModel.printable(name) + "\", which is no plain name");
        }
    }

    private HubFile file(String name, JsonNode entry, boolean weights) {
        long bytes = size(entry);
        if (bytes < 0) {
            throw garbled("it does not say how large " + name + " is");
        }
        if (bytes > (weights ? LARGEST_WEIGHTS : LARGEST_OTHER)) {
            throw garbled("it says that " + name + " has " + Sizes.of(bytes) + ", which no such file has");
        }
        return new HubFile(name, bytes, checksum(name, entry));
    }

    private static long size(JsonNode entry) {
        JsonNode size = entry.path("lfs").path("size");
        JsonNode known = size.isMissingNode() ? entry.path("size") : size;
        return known.isIntegralNumber() && known.canConvertToLong() ? known.asLong() : -1;
    }

    private Checksum checksum(String name, JsonNode entry) {
        JsonNode stored = entry.path("lfs");
        boolean large = stored.isObject();
        Checksum.Kind kind = large ? Checksum.Kind.SHA_256 : Checksum.Kind.GIT_BLOB;
        String hex = (large
                        ? stored.path("sha256").asText(stored.path("oid").asText(""))
                        : entry.path("blobId").asText(""))
                .toLowerCase(Locale.ROOT);
        if (!Checksum.fits(kind, hex)) {
            throw garbled("it gives no checksum of " + name + ", so that nobody could tell whether it arrives whole");
        }
        return new Checksum(kind, hex);
    }

    private void requireModel(List<HubFile> files, List<LeftOut> leftOut, FileChoice choice) {
        if (files.stream().noneMatch(file -> file.name().equals(FileChoice.CONFIG))) {
            throw new BadInputException(
                    model + " has no config.json at the hub, so it cannot be opened here; choose another model.");
        }
        long weights =
                files.stream().filter(file -> choice.isWeights(file.name())).count();
        if (weights == 0) {
            boolean pickles = leftOut.stream().anyMatch(left -> left.reason() == LeftOut.Reason.PICKLE);
            throw new BadInputException(model + " has no weights in safetensors form at the hub"
                    + (pickles ? ", only pickles, which can run code" : "")
                    + "; choose a revision or a copy of it that has.");
        }
        if (weights > 1 && !choice.isIndexed()) {
            throw new BadInputException(model + " has several weight files at the hub and no " + FileChoice.INDEX
                    + " that says how they belong together; choose another revision.");
        }
    }

    private static boolean isGated(ObjectNode object) {
        JsonNode gated = object.path("gated");
        return gated.isTextual() || gated.asBoolean(false);
    }

    private static Optional<String> family(ObjectNode object) {
        String type = object.path("config").path("model_type").asText("");
        return type.matches("[A-Za-z0-9_.-]{1," + LONGEST_FAMILY + "}") ? Optional.of(type) : Optional.empty();
    }

    private BadInputException garbled(String fact) {
        return new BadInputException(what + " cannot be right: " + fact + "; nothing is fetched.");
    }
}
