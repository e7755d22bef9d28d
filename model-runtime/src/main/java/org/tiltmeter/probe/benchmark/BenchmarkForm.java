package org.tiltmeter.probe.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;

/// Which published benchmarks a file or folder can be, judged by its form: the header of a
/// table, the fields of the first JSON object, the names of a folder's files. Only the
/// beginning of a file is read. Any worker's thread.
public final class BenchmarkForm {

    private static final int BEGINNING = 65_536;

    private BenchmarkForm() {}

    /// The ids of the benchmarks that have this form, the most likely first; empty for anything
    /// else, such as a probe set.
    ///
    /// @throws BadInputException if there is no such file or folder, or it cannot be read
    public static List<String> idsOf(Path place) {
        if (!Files.exists(place)) {
            throw new BadInputException("There is no file or folder " + place + ".");
        }
        return Files.isDirectory(place) ? idsOfFolder(place) : idsOfFile(place);
    }

    /// How many items a benchmark's file or folder holds, all of them read: pairs, sentences,
    /// questions or tests, as the benchmark counts them; of HolisticBias, descriptors.
    ///
    /// @param id of the benchmark
    /// @throws BadInputException naming the row or field, if it is not what the benchmark
    /// distributes
    public static long items(String id, Path source) {
        return switch (id) {
            case "crows-pairs" -> CrowsPairs.read(source).size();
            case "stereoset" -> StereoSet.read(source).size();
            case "winobias" -> WinoBias.read(source).size();
            case "winogender" -> Winogender.read(source).size();
            case "bbq" -> Bbq.read(source).size();
            case "discrim-eval" -> DiscrimEval.read(source).size();
            case "implicit-association", "decision" ->
                ImplicitAssociation.read(source).size();
            case "unstereo" -> UnStereo.read(source).size();
            case "holistic-likelihood" ->
                HolisticBias.read(source).descriptors().size();
            case "bec-pro" -> BecPro.read(source).size();
            case "calm" -> Calm.read(source).size();
            default -> throw new BadInputException("There is no benchmark called " + id + ".");
        };
    }

    private static List<String> idsOfFolder(Path folder) {
        if (WinoBias.isFolder(folder)) {
            return List.of("winobias");
        }
        if (HolisticBias.isFolder(folder)) {
            return List.of("holistic-likelihood");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(BenchmarkForm::idsOfFile)
                    .filter(ids -> ids.contains("bbq") || ids.contains("calm"))
                    .findFirst()
                    .orElse(List.of());
        } catch (IOException broken) {
            throw new BadInputException(folder + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }

    private static List<String> idsOfFile(Path file) {
        String name = String.valueOf(file.getFileName());
        if (WinoBias.isFile(name)) {
            return List.of("winobias");
        }
        String start = beginning(file);
        if (start.stripLeading().startsWith("{")) {
            return idsOfJson(file, start);
        }
        String header = start.lines().findFirst().orElse("");
        if (header.contains("\t")) {
            Set<String> columns = columns(header, "\t");
            if (columns.containsAll(Set.of("sentid", "sentence"))) {
                return List.of("winogender");
            }
            return columns.containsAll(Set.of("sent_tm", "sent_am", "sent_tam")) ? List.of("bec-pro") : List.of();
        }
        Set<String> columns = columns(header, ",");
        if (columns.containsAll(Set.of("sent_more", "sent_less"))) {
            return List.of("crows-pairs");
        }
        if (columns.containsAll(Set.of("category", "dataset", "a", "b", "c"))) {
            return List.of("implicit-association", "decision");
        }
        if (columns.containsAll(Set.of("m_template", "f_template"))) {
            return List.of("unstereo", "winobias", "winogender");
        }
        return columns.contains("template") && start.toLowerCase(Locale.ROOT).contains("{pronoun")
                ? List.of("unstereo")
                : List.of();
    }

    private static List<String> idsOfJson(Path file, String start) {
        String first = start.stripLeading().lines().findFirst().orElse("");
        if (has(first, "filled_template") && has(first, "decision_question_id")) {
            return List.of("discrim-eval");
        }
        if (has(first, "context_condition") && has(first, "question_polarity")) {
            return List.of("bbq");
        }
        if (has(first, "source_dataset") && (has(first, "gender") || has(first, "race"))) {
            return List.of("calm");
        }
        if (has(start, "templates") && has(start, "attributes")) {
            return List.of();
        }
        if (has(start, "data") && (has(start, "intrasentence") || has(start, "intersentence"))) {
            return List.of("stereoset");
        }
        Path folder = file.toAbsolutePath().getParent();
        boolean published = HolisticBias.FILES.contains(String.valueOf(file.getFileName()));
        return published && folder != null && HolisticBias.isFolder(folder)
                ? List.of("holistic-likelihood")
                : List.of();
    }

    private static boolean has(String text, String field) {
        return text.contains("\"" + field + "\"");
    }

    private static Set<String> columns(String header, String delimiter) {
        return Stream.of(header.split(delimiter, -1))
                .map(column -> column.replace("\"", "").strip().toLowerCase(Locale.ROOT))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static String beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                throw new BadInputException(
                        file.getFileName() + " is not text encoded in UTF-8; save it again as UTF-8.");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException broken) {
            throw new BadInputException(file + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }
}
