package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class SessionTest {

    private static final String HOSTILE =
            "<script>alert(1)</script> =cmd|' /C calc'!A0 \u202Eabc\u202C שלום \uD83D\uDC69\u200D\u2695\uFE0F"
                    + " \u0000\u0001\u001b\r\n"
                    + "\t'; DROP TABLE note; --";

    @TempDir
    Path folder;

    @AfterEach
    void nothingStaysOpen() throws IOException {
        Stores.assertNothingLeft(folder);
    }

    @Test
    void whatIsSavedIsThereAfterReopening() {
        Path file = folder.resolve("one.tilt");
        float[] values = {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 3.25f};
        try (Session session = Stores.in(folder).create(file)) {
            session.models()
                    .save(new SavedModel(
                            "f1", "tiny", "/models/tiny", "{\"layers\":2}", List.of(file("a", "00"), file("b"))));
            session.documents().save(SavedDocument.Kind.PROBE_SET, HOSTILE, "{\"text\":\"שלום \\u0000\"}");
            session.settings().put("seed", "42");
            SavedResult result = session.results().add(result("first", "{\"value\":0.1}"));
            session.traces()
                    .add(
                            "trace",
                            Optional.of("f1"),
                            Optional.of(result.id()),
                            "{}",
                            List.of(new TraceArray("logits", List.of(2, 3), values)));
            session.figures().pin("figure", HOSTILE, "[1]", Optional.of(result.id()));
            session.notes().save("session", HOSTILE);
            session.retitle(HOSTILE);
        }
        try (Session session = Stores.in(folder).open(file)) {
            assertThat(session.heading().title()).isEqualTo(HOSTILE);
            assertThat(session.models().last())
                    .hasValueSatisfying(model -> assertThat(model.files()).containsExactly(file("a", "00"), file("b")));
            assertThat(session.documents().find(SavedDocument.Kind.PROBE_SET, HOSTILE))
                    .hasValueSatisfying(
                            document -> assertThat(document.json()).isEqualTo("{\"text\":\"שלום \\u0000\"}"));
            assertThat(session.settings().get("seed")).contains("42");
            SavedResult result = session.results().list("audit").getFirst();
            assertThat(result.createdAt()).isEqualTo(Stores.CLOCK.instant());
            assertThat(session.results().json(result.id())).isEqualTo("{\"value\":0.1}");
            SavedTrace trace = session.traces().list().getFirst();
            assertThat(trace.resultId()).contains(result.id());
            TraceArray array = session.traces().array(trace.id(), "logits");
            assertThat(array.shape()).containsExactly(2, 3);
            for (int i = 0; i < values.length; i++) {
                assertThat(Float.floatToRawIntBits(array.values()[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
            }
            assertThat(session.figures().list().getFirst().note()).isEqualTo(HOSTILE);
            assertThat(session.notes().find("session").orElseThrow().text()).isEqualTo(HOSTILE);
            assertThat(session.log().firstBroken()).isEmpty();
            session.checkIntegrity();
        }
    }

    @Test
    void theLogRefusesToBeRewritten() {
        Path file = folder.resolve("log.tilt");
        try (Session session = Stores.in(folder).create(file)) {
            session.log().append("model-opened", "tiny", "");
            for (String statement : List.of(
                    "UPDATE action_log SET detail = 'other'",
                    "DELETE FROM action_log",
                    "INSERT OR REPLACE INTO action_log SELECT id, at, 'other', subject, detail, program_version, hash"
                            + " FROM action_log")) {
                assertThatThrownBy(() -> session.database().changing(handle -> handle.execute(statement)))
                        .as(statement)
                        .isInstanceOf(JdbiException.class)
                        .hasMessageContaining("append-only");
            }
            session.database().changing(handle -> {
                handle.execute("DROP TRIGGER action_log_is_not_changed");
                handle.execute("UPDATE action_log SET detail = 'other' WHERE id = 2");
            });
            assertThat(session.log().firstBroken()).contains(2L);
        }
    }

    @Test
    void undoAndRedoSurviveReopening() {
        Path file = folder.resolve("undo.tilt");
        try (Session session = Stores.in(folder).create(file)) {
            session.documents().save(SavedDocument.Kind.PROBE_SET, "p", "1");
            session.notes().save("session", "between");
            session.documents().save(SavedDocument.Kind.PROBE_SET, "p", "2");
            SavedResult result = session.results().add(result("r", "[]"));
            session.results().delete(result.id());
            assertThat(session.results().list()).isEmpty();
        }
        try (Session session = Stores.in(folder).open(file)) {
            assertThat(session.history().undo()).contains("result-deleted r");
            assertThat(session.results().list()).hasSize(1);
            assertThat(session.history().undo()).contains("result-saved r");
            assertThat(session.history().undo()).contains("probe-set-saved p");
            assertThat(document(session)).contains("1");
            assertThat(session.history().redo()).contains("probe-set-saved p");
            assertThat(document(session)).contains("2");
            session.history().undo();
            session.history().undo();
            session.history().undo();
            assertThat(document(session)).isEmpty();
            assertThat(session.history().undo()).isEmpty();
            assertThat(session.history().redo()).contains("probe-set-saved p");
            assertThat(document(session)).contains("1");
            session.notes().save("other", "a new change ends what can be redone");
            assertThat(session.history().redo()).isEmpty();
        }
    }

    @Test
    void figuresKeepTheirOrderAndUndoGivesItBack() {
        try (Session session = Stores.in(folder).create(folder.resolve("figures.tilt"))) {
            long a = session.figures().pin("a", "", "1", Optional.empty()).id();
            long b = session.figures().pin("b", "", "2", Optional.empty()).id();
            long c = session.figures().pin("c", "", "3", Optional.empty()).id();
            session.figures().reorder(List.of(c, a, b));
            assertThat(session.figures().list()).extracting(PinnedFigure::title).containsExactly("c", "a", "b");
            session.history().undo();
            assertThat(session.figures().list()).extracting(PinnedFigure::title).containsExactly("a", "b", "c");
            session.figures().unpin(b);
            assertThatThrownBy(() -> session.figures().reorder(List.of(c, a, b)))
                    .isInstanceOf(BadInputException.class);
            assertThat(session.figures().list()).extracting(PinnedFigure::title).containsExactly("a", "c");
        }
    }

    @Test
    void saveAsMovesAScratchSessionAndLeavesNothingBehind() {
        Path named = folder.resolve("named.tilt");
        Session session = Stores.in(folder).createScratch();
        try (session) {
            Path scratch = session.file();
            session.notes().save("session", "before");
            session.saveAs(named);
            assertThat(session.isScratch()).isFalse();
            assertThat(session.file()).isEqualTo(named);
            assertThat(scratch).doesNotExist();
            session.notes().save("more", "after");
            session.copyTo(folder.resolve("copy.tilt"));
        }
        for (Path file : List.of(named, folder.resolve("copy.tilt"))) {
            try (Session again = Stores.in(folder).open(file)) {
                assertThat(again.notes().list()).extracting(SavedNote::text).containsExactly("before", "after");
                assertThat(again.log().firstBroken()).isEmpty();
            }
        }
    }

    @Test
    void aScratchSessionThatACrashLeftIsFound() {
        Path scratch;
        try (Session session = Stores.in(folder).createScratch()) {
            scratch = session.file();
            assertThat(Stores.in(folder).leftovers()).isEmpty();
        }
        assertThat(Stores.in(folder).leftovers()).containsExactly(scratch);
        try (Session session = Stores.in(folder).open(scratch)) {
            assertThat(session.isScratch()).isTrue();
            session.discard();
        }
        assertThat(scratch).doesNotExist();
    }

    @Test
    void whatIsNotJsonIsRefusedAndChangesNothing() {
        try (Session session = Stores.in(folder).create(folder.resolve("json.tilt"))) {
            assertThatThrownBy(() -> session.documents().save(SavedDocument.Kind.CONCEPT_SET, "c", "{\"a\":"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("\"c\" is not JSON");
            assertThatThrownBy(() -> session.settings().put("k", "1 2")).isInstanceOf(BadInputException.class);
            assertThat(session.documents().list(SavedDocument.Kind.CONCEPT_SET)).isEmpty();
        }
    }

    @Test
    void deletedThingsCanBeForgottenForGood() throws IOException {
        Path file = folder.resolve("forget.tilt");
        String secret = "a-secret-that-must-go";
        try (Session session = Stores.in(folder).create(file)) {
            SavedNote note = session.notes().save("session", secret);
            session.notes().delete(note.id());
            session.forgetDeleted();
            assertThat(session.history().state().undo()).isEmpty();
        }
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret);
    }

    private static Optional<String> document(Session session) {
        return session.documents().find(SavedDocument.Kind.PROBE_SET, "p").map(SavedDocument::json);
    }

    private static NewResult result(String name, String json) {
        return new NewResult("audit", name, Optional.of("f1"), "{}", "{}", json);
    }

    private static SavedModel.ModelFile file(String name, String sha256) {
        return new SavedModel.ModelFile(name, 5, Optional.of(sha256));
    }

    private static SavedModel.ModelFile file(String name) {
        return new SavedModel.ModelFile(name, 7, Optional.empty());
    }
}
