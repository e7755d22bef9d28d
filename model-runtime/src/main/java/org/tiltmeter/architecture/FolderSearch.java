package org.tiltmeter.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tiltmeter.architecture.FoundModels.PassedOver;
import org.tiltmeter.architecture.FoundModels.Reason;
import org.tiltmeter.checkpoint.FileKind;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Finds the model folders below a folder: three levels deep, a bounded number of files, linked folders not followed,
/// hidden ones not looked at. Nothing is changed, and no weight is read. For one thread.
public final class FolderSearch {

    private static final int DEEPEST = 3;
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_MODELS = 200;
    private static final int MOST_PASSED_OVER = 300;
    private static final String CONFIG = "config.json";

    private final Progress progress;
    private final Cancellation cancellation;
    private final List<ModelSummary> models = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private int entries;
    private boolean complete = true;

    private FolderSearch(Progress progress, Cancellation cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// What one folder holds.
    private record Content(List<Path> files, List<Path> folders) {

        boolean has(String name) {
            return files.stream().anyMatch(file -> name(file).equals(name));
        }

        boolean has(FileKind kind) {
            return files.stream().anyMatch(file -> FileKind.of(name(file)) == kind);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /// Searches a folder.
    ///
    /// @param folder itself a model's folder or one above
    /// @param progress hears how many entries have been looked at
    public static FoundModels below(Path folder, Progress progress, Cancellation cancellation) {
        FolderSearch search = new FolderSearch(progress, cancellation);
        search.look(folder, 0);
        return new FoundModels(folder, search.models, search.passedOver, search.complete);
    }

    private void look(Path folder, int depth) {
        cancellation.throwIfRequested();
        Content content;
        try {
            content = content(folder);
        } catch (IOException unreadable) {
            passOver(folder, Reason.UNREADABLE, String.valueOf(unreadable.getMessage()));
            return;
        }
        progress.report(new Progress.Step(Progress.Phase.READING_HEADERS, entries, 0));
        boolean weights = content.has(FileKind.SAFETENSORS);
        if (content.has(CONFIG) && weights) {
            offer(folder);
            return;
        }
        boolean pickles = content.has(FileKind.PICKLE) || content.has(FileKind.OTHER_FORMAT);
        if (weights) {
            passOver(folder, Reason.NO_CONFIG, "");
        } else if (content.has(CONFIG) && !pickles) {
            passOver(folder, Reason.NO_WEIGHTS, "");
        }
        content.files().forEach(this::lookAtFile);
        for (Path below : content.folders()) {
            if (Files.isSymbolicLink(below)) {
                passOver(below, Reason.LINK, "");
            } else if (depth == DEEPEST) {
                passOver(below, Reason.TOO_DEEP, "");
            } else {
                look(below, depth + 1);
            }
        }
    }

    private Content content(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        int left = MOST_ENTRIES - entries;
        List<Path> listed;
        try (Stream<Path> all = Files.list(folder)) {
            listed = all.limit(left + 1L).sorted().toList();
        }
        complete &= listed.size() <= left;
        entries += Math.min(left, listed.size());
        for (Path entry : listed.subList(0, Math.min(left, listed.size()))) {
            if (Files.isDirectory(entry)) {
                if (!name(entry).startsWith(".")) {
                    folders.add(entry);
                }
            } else {
                files.add(entry);
            }
        }
        return new Content(files, folders);
    }

    private void offer(Path place) {
        if (models.size() == MOST_MODELS) {
            complete = false;
            return;
        }
        try {
            ModelSummary summary = ModelInspection.inspect(place, Progress.none(), cancellation);
            if (summary.tokenizerFile().isEmpty()) {
                passOver(place, Reason.NO_TOKENIZER, "");
            } else {
                models.add(summary);
            }
        } catch (BadInputException refused) {
            passOver(place, Reason.REFUSED, String.valueOf(refused.getMessage()));
        }
    }

    private void lookAtFile(Path file) {
        FileKind kind = FileKind.of(name(file));
        if (kind == FileKind.PICKLE && TorchFile.is(file) && isTorchScript(file)) {
            offer(file);
        } else if (kind == FileKind.PICKLE) {
            passOver(file, Reason.PICKLE, "");
        } else if (kind == FileKind.OTHER_FORMAT) {
            passOver(file, Reason.OTHER_FORMAT, FileKind.ending(name(file)));
        }
    }

    private static boolean isTorchScript(Path file) {
        try {
            return TorchFile.read(file).bytes() > 0;
        } catch (BadInputException plainPickle) {
            return false;
        }
    }

    private void passOver(Path path, Reason reason, String detail) {
        if (passedOver.size() < MOST_PASSED_OVER) {
            passedOver.add(new PassedOver(path, reason, detail));
        } else {
            complete = false;
        }
    }
}
