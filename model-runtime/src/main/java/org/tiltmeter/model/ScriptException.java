package org.tiltmeter.model;

import java.util.List;

/// A TorchScript method failed: a fault of the script or of what it was given, with the interpreter's own traceback.
public final class ScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 200;

    ScriptException(String method, Throwable cause) {
        super("the TorchScript method " + method + " failed: " + cause.getMessage(), cause);
    }

    /// What went wrong, without the traceback: the engine's own words in one line.
    static String sentence(Throwable failure) {
        Throwable own = failure instanceof ScriptException && failure.getCause() != null ? failure.getCause() : failure;
        List<String> lines = String.valueOf(own.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String told = lines.stream()
                .filter(line -> line.matches("([A-Za-z_.]*\\.)?[A-Z]\\w*(Error|Exception): .*"))
                .reduce((first, later) -> later)
                .orElse(lines.isEmpty() ? own.toString() : lines.getFirst());
        return told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
    }
}
