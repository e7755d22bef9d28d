package org.tiltmeter.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// All tensors of a model, in one file or in shards, known by their headers; no weight is read.
public final class Weights {

    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final List<Path> files;
    private final Map<String, StoredTensor> tensors;
    private final Map<String, String> aliases;

    private Weights(List<Path> files, Map<String, StoredTensor> tensors, Map<String, String> aliases) {
        this.files = List.copyOf(files);
        this.tensors = Collections.unmodifiableMap(tensors);
        this.aliases = aliases;
    }

    /// No weights at all: the settings alone are known.
    public static Weights none() {
        return new Weights(List.of(), Map.of(), Map.of());
    }

    /// Reads the headers of a model folder.
    ///
    /// @throws BadInputException if a file is missing, cut short or contradicts itself
    static Weights read(Path folder, Progress progress, Cancellation cancellation) {
        Path single = folder.resolve(SINGLE);
        Path index = folder.resolve(INDEX);
        Map<String, String> fileOf = new TreeMap<>();
        Set<String> names = new LinkedHashSet<>();
        if (Files.isRegularFile(index) && !Files.isRegularFile(single)) {
            readIndex(index, fileOf);
            names.addAll(new java.util.TreeSet<>(fileOf.values()));
        } else {
            names.add(singleFile(folder, single));
        }
        List<Path> files = new ArrayList<>();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        for (String name : names) {
            cancellation.throwIfRequested();
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new BadInputException(name + ", which " + INDEX + " names, is missing in " + folder
                        + "; download the file and put it there.");
            }
            SafetensorsFile header = SafetensorsFile.read(file);
            files.add(file);
            aliases.putAll(header.metadata());
            for (StoredTensor tensor : header.tensors()) {
                if (tensors.put(tensor.name(), tensor) != null) {
                    throw new BadInputException("The tensor " + tensor.name() + " stands in more than one file of "
                            + folder + "; download the model again into an empty folder.");
                }
            }
            progress.report(new Progress.Step(Progress.Phase.READING_HEADERS, files.size(), names.size()));
        }
        fileOf.forEach((tensor, name) -> {
            StoredTensor found = tensors.get(tensor);
            if (found == null || !String.valueOf(found.file().getFileName()).equals(name)) {
                throw new BadInputException("The tensor " + tensor + " is not in " + name + ", where " + INDEX
                        + " says it is; download the model again into an empty folder.");
            }
        });
        return new Weights(files, tensors, aliases);
    }

    private static void readIndex(Path index, Map<String, String> fileOf) {
        ObjectNode object = JsonFiles.read(index);
        JsonNode map = object.path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new BadInputException(index + " has no weight_map; get the file again.");
        }
        map.properties().forEach(entry -> {
            String name = entry.getValue().asText();
            if (!isPlainName(name)) {
                throw new BadInputException(INDEX + " places the tensor " + entry.getKey() + " in \"" + name
                        + "\", which is no plain name of a safetensors file within the model's folder.");
            }
            fileOf.put(entry.getKey(), name);
        });
    }

    static boolean isPlainName(String name) {
        return name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}") && name.endsWith(".safetensors");
    }

    private static String singleFile(Path folder, Path single) {
        if (Files.isRegularFile(single)) {
            return SINGLE;
        }
        List<String> others;
        try (Stream<Path> entries = Files.list(folder)) {
            others = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> isPlainName(name) && !name.equals("golden.safetensors"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw JsonFiles.unreadable(folder, failure);
        }
        if (others.size() == 1) {
            return others.getFirst();
        }
        throw new BadInputException("The folder " + folder + " has no weights in safetensors form (" + SINGLE + ", or "
                + INDEX + " with its shards); convert or download the model in that form.");
    }

    /// Every tensor by the name its file gives it.
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /// A tensor by its name, or by a name that the file's notes give as another name of it.
    public Optional<StoredTensor> find(String name) {
        StoredTensor stored = tensors.get(name);
        if (stored == null && aliases.containsKey(name)) {
            stored = tensors.get(aliases.get(name));
        }
        return Optional.ofNullable(stored);
    }

    /// The weight files in order of their names.
    public List<Path> files() {
        return files;
    }

    /// Bytes of all tensors.
    public long bytes() {
        return tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
    }

    /// The type that holds most of the bytes.
    public StoredType mainType() {
        Map<StoredType, Long> bytes = new TreeMap<>();
        tensors.values().forEach(tensor -> bytes.merge(tensor.type(), tensor.bytes(), Long::sum));
        return bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(StoredType.F32);
    }
}
