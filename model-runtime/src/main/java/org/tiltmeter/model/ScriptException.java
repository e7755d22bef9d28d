package org.tiltmeter.model;

/// A TorchScript method failed: a fault of the script or of what it was given, with the interpreter's own traceback.
public final class ScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptException(String method, Throwable cause) {
        super("the TorchScript method " + method + " failed: " + cause.getMessage(), cause);
    }
}
