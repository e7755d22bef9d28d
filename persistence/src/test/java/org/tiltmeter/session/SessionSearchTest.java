package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.Cancellation;

class SessionSearchTest {

    @TempDir
    Path folder;

    @Test
    void sessionsAreFoundByWhatTheyHoldAndOthersPassedOver() throws IOException {
        SessionStore store = Stores.in(folder);
        Path first = folder.resolve("first.tilt");
        Path second = folder.resolve("second.tilt");
        try (Session session = store.create(first)) {
            session.retitle("Hiring audit");
            session.models().save(new SavedModel("abc", "olmoe-small", "/models/olmoe", "{}", List.of()));
            session.notes().save("report:remarks", "Nurses & pilots");
        }
        try (Session session = store.create(second)) {
            session.documents().save(SavedDocument.Kind.PROBE_SET, "Gender and occupation", "{}");
            session.figures().pin("Lean per occupation", "", "{}", Optional.empty());
        }
        Path broken = Files.writeString(folder.resolve("broken.tilt"), "not a session");
        List<Path> files = List.of(first, second, broken, folder.resolve("gone.tilt"));

        assertThat(found(store, files, "PILOTS hiring")).containsExactly("Hiring audit");
        assertThat(found(store, files, "occupation")).hasSize(1);
        assertThat(found(store, files, "pilots occupation")).isEmpty();
        assertThat(found(store, files, "")).hasSize(2);
        SessionSearch.Result all = SessionSearch.find(store, files, "olmoe", new Cancellation());
        assertThat(all.hits().getFirst().models()).containsExactly("olmoe-small");
        assertThat(all.hits().getFirst().found()).isEqualTo("olmoe-small");
        assertThat(all.passedOver())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(".tilt"));
        assertThat(SessionStore.beside(first)).contains(first, second, broken);
        Stores.assertNothingLeft(folder);
    }

    private static List<String> found(SessionStore store, List<Path> files, String words) {
        return SessionSearch.find(store, files, words, new Cancellation()).hits().stream()
                .map(SessionSearch.Hit::title)
                .toList();
    }
}
