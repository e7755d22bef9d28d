package org.tiltmeter.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// What was done in a session, in order; nobody changes or removes an entry: the file's triggers refuse it, and each
/// entry's hash covers all before it. Any thread.
public final class ActionLog {

    /// A document that is saved on every pause in typing is one line a minute.
    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(1);

    private static final RowMapper<LogEntry> ENTRY = (row, context) -> new LogEntry(
            row.getLong("id"),
            Instant.parse(row.getString("at")),
            row.getString("kind"),
            row.getString("subject"),
            row.getString("detail"),
            row.getString("program_version"),
            row.getString("hash"));

    private final Database database;

    ActionLog(Database database) {
        this.database = database;
    }

    /// Adds an entry.
    ///
    /// @param kind what was done: a word such as `report-exported`
    /// @param subject to what
    /// @param detail in what way; may be empty
    public void append(String kind, String subject, String detail) {
        database.changing(handle -> append(handle, kind, subject, detail));
    }

    /// All entries, oldest first.
    public List<LogEntry> entries() {
        return database.read(handle -> handle.createQuery("SELECT * FROM action_log ORDER BY id")
                .map(ENTRY)
                .list());
    }

    /// The number of the first entry that does not fit the one before it; empty if the log is as it was written.
    public Optional<Long> firstBroken() {
        String before = "";
        long expected = 1;
        for (LogEntry entry : entries()) {
            if (entry.id() != expected || !entry.hash().equals(hash(before, entry))) {
                return Optional.of(expected);
            }
            before = entry.hash();
            expected++;
        }
        return Optional.empty();
    }

    void append(Handle handle, String kind, String subject, String detail) {
        Optional<LogEntry> last = last(handle);
        insert(
                handle,
                last,
                new LogEntry(
                        last.map(LogEntry::id).orElse(0L) + 1,
                        database.now(),
                        WellFormed.text(kind),
                        WellFormed.text(subject),
                        WellFormed.text(detail),
                        database.programVersion(),
                        ""));
    }

    /// As [#append(Handle, String, String, String)], unless the last entry says the same and is younger than a minute.
    void appendOnce(Handle handle, String kind, String subject, String detail) {
        Instant now = database.now();
        boolean repeated = last(handle)
                .filter(last -> last.kind().equals(kind)
                        && last.subject().equals(subject)
                        && last.detail().equals(detail)
                        && !last.at().isAfter(now)
                        && last.at().plus(REPEATED_WITHIN).isAfter(now))
                .isPresent();
        if (!repeated) {
            append(handle, kind, subject, detail);
        }
    }

    /// Takes over an entry of another file as it is.
    static void restore(Handle handle, LogEntry entry) {
        store(handle, entry);
    }

    private static void insert(Handle handle, Optional<LogEntry> last, LogEntry entry) {
        String hash = hash(last.map(LogEntry::hash).orElse(""), entry);
        store(
                handle,
                new LogEntry(
                        entry.id(),
                        entry.at(),
                        entry.kind(),
                        entry.subject(),
                        entry.detail(),
                        entry.programVersion(),
                        hash));
    }

    private static void store(Handle handle, LogEntry entry) {
        handle.createUpdate("INSERT INTO action_log (id, at, kind, subject, detail, program_version, hash)"
                        + " VALUES (:id, :at, :kind, :subject, :detail, :version, :hash)")
                .bind("id", entry.id())
                .bind("at", entry.at().toString())
                .bind("kind", entry.kind())
                .bind("subject", entry.subject())
                .bind("detail", entry.detail())
                .bind("version", entry.programVersion())
                .bind("hash", entry.hash())
                .execute();
    }

    private static Optional<LogEntry> last(Handle handle) {
        return handle.createQuery("SELECT * FROM action_log ORDER BY id DESC LIMIT 1")
                .map(ENTRY)
                .findOne();
    }

    private static String hash(String before, LogEntry entry) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        for (String field : List.of(
                before,
                Long.toString(entry.id()),
                entry.at().toString(),
                entry.kind(),
                entry.subject(),
                entry.detail(),
                entry.programVersion())) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
