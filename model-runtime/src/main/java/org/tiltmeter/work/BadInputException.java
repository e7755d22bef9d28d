package org.tiltmeter.work;

/// Something the user gave cannot be used: a file, a field, a row, an argument.
///
/// The message is one sentence for the user that names the thing, says what is wrong with it and, where there is one,
/// the way out. The command line prints it and ends with code 2; the window shows it and keeps everything loaded.
public class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message one sentence: what is wrong with which file, field or row, and what to do
    public BadInputException(String message) {
        super(message);
    }

    /// @param message one sentence: what is wrong with which file, field or row, and what to do
    /// @param cause what was caught where the fact became known
    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
