package org.tiltmeter.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;

/// Looks for words in sessions: their titles, models, probe sets, concept sets, results, notes and pinned figures.
/// Sessions are only read. Any worker's thread.
public final class SessionSearch {

    private SessionSearch() {}

    /// A session in which all words were found.
    ///
    /// @param file where it lies
    /// @param title what it is called
    /// @param models names of the models it knows
    /// @param results number of its results
    /// @param found the first line that holds one of the words
    public record Hit(Path file, String title, List<String> models, int results, String found) {

        /// Copies the list.
        public Hit {
            models = List.copyOf(models);
        }
    }

    /// What was found, and what could not be read.
    ///
    /// @param hits in the order of the files
    /// @param passedOver one sentence for each file that could not be read
    public record Result(List<Hit> hits, List<String> passedOver) {

        /// Copies the lists.
        public Result {
            hits = List.copyOf(hits);
            passedOver = List.copyOf(passedOver);
        }
    }

    /// Searches files.
    ///
    /// @param files sessions; those that are not there any more are passed over
    /// @param words what must occur, separated by spaces, in any order and case; none finds every session
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static Result find(SessionStore store, List<Path> files, String words, Cancellation cancellation) {
        List<String> wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        List<Hit> hits = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (Path file : files) {
            cancellation.throwIfRequested();
            if (!Files.exists(file)) {
                passedOver.add(file + " is not there any more.");
                continue;
            }
            try (Session session = store.openForReading(file)) {
                hit(session, wanted).ifPresent(hits::add);
            } catch (BadInputException unreadable) {
                passedOver.add(String.valueOf(unreadable.getMessage()));
            }
        }
        return new Result(hits, passedOver);
    }

    private static Optional<Hit> hit(Session session, List<String> wanted) {
        List<String> lines = lines(session);
        String all = String.join("\n", lines).toLowerCase(Locale.ROOT);
        if (!wanted.stream().allMatch(all::contains)) {
            return Optional.empty();
        }
        String found = lines.stream()
                .filter(line -> wanted.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                .findFirst()
                .orElse("");
        return Optional.of(new Hit(
                session.file(),
                session.heading().title(),
                session.models().list().stream().map(SavedModel::name).toList(),
                session.results().list().size(),
                found));
    }

    private static List<String> lines(Session session) {
        List<String> lines = new ArrayList<>();
        lines.add(session.heading().title());
        lines.add(String.valueOf(session.file().getFileName()));
        session.models().list().forEach(model -> lines.add(model.name()));
        for (SavedDocument.Kind kind : SavedDocument.Kind.values()) {
            session.documents().list(kind).forEach(document -> lines.add(document.name()));
        }
        session.results().list().forEach(result -> lines.add(result.name()));
        session.notes().list().forEach(note -> lines.add(note.text()));
        session.figures().list().forEach(figure -> {
            lines.add(figure.title());
            lines.add(figure.note());
        });
        return lines;
    }
}
