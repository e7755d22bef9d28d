package org.tiltmeter.session;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.tiltmeter.work.BadInputException;

/// The one row that says what the session is.
final class SessionTable {

    private SessionTable() {}

    static void write(Handle handle, SessionHeading heading) {
        handle.createUpdate("INSERT INTO session (id, identity, title, created_at, program_version)"
                        + " VALUES (1, :identity, :title, :at, :version)")
                .bind("identity", heading.identity())
                .bind("title", heading.title())
                .bind("at", heading.createdAt().toString())
                .bind("version", heading.programVersion())
                .execute();
    }

    static SessionHeading read(Handle handle) {
        return handle.createQuery("SELECT * FROM session")
                .map((row, context) -> new SessionHeading(
                        row.getString("identity"),
                        row.getString("title"),
                        Instant.parse(row.getString("created_at")),
                        row.getString("program_version")))
                .findOne()
                .orElseThrow(() ->
                        new BadInputException("The session file holds no session; open a copy of it from before."));
    }

    static boolean isThere(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM session")
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    static void retitle(Handle handle, String title) {
        handle.createUpdate("UPDATE session SET title = :title")
                .bind("title", title)
                .execute();
    }
}
