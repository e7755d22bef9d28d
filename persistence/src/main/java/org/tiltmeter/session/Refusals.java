package org.tiltmeter.session;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tiltmeter.work.BadInputException;

/// The sentences for what SQLite cannot do because of a file or a disk. Any thread.
final class Refusals {

    private Refusals() {}

    /// A refusal in one sentence, or, where the program is at fault, the failure itself.
    static RuntimeException of(Exception failure, Path file) {
        SQLiteException cause = sqlite(failure);
        if (cause != null) {
            SQLiteErrorCode code = cause.getResultCode();
            String sentence = sentence(code.code & 0xff, code, file);
            if (!sentence.isEmpty()) {
                return new BadInputException(sentence, failure);
            }
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }

    private static String sentence(int primaryCode, SQLiteErrorCode code, Path file) {
        if (code == SQLiteErrorCode.SQLITE_READONLY_DBMOVED) {
            return "The session file " + file
                    + " was moved or removed while it was open; save the session under another" + " name to keep it.";
        }
        return switch (primaryCode) {
            case 5, 6 ->
                "The session " + file + " is being written by another program; close that program and try again.";
            case 8, 3, 23 ->
                "The session " + file + " is read-only; copy it to a folder where you may write and open the copy.";
            case 10 ->
                "The disk with the session " + file + " fails to read or write (" + code
                        + "); save the session on another disk.";
            case 11 -> "The session " + file + " is damaged; open a copy of it from before.";
            case 13 -> "The disk with the session " + file + " is full; free some space, then repeat the last change.";
            case 14 -> "The session " + file + " cannot be opened; check that its folder exists and may be written.";
            case 18 -> "What is to be saved is too large for the session " + file + "; save less at once.";
            case 26 -> file + " is not a session of Tiltmeter; choose a file that ends in .tilt.";
            default -> "";
        };
    }

    private static @Nullable SQLiteException sqlite(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException found) {
                return found;
            }
            if (cause instanceof SQLException sql && sql.getNextException() instanceof SQLiteException next) {
                return next;
            }
        }
        return null;
    }
}
