package org.tiltmeter.views.figures;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;

/// Where the numbers of a figure come from, for its footer and its file's name. UI thread.
public final class Provenance {

    private static final int FINGERPRINT_DIGITS = 12;

    private Provenance() {}

    /// One line: model, stored type, beginning of its fingerprint, seed, program.
    public static String line(Workspace workspace) {
        List<String> parts = new ArrayList<>();
        LanguageModel model = workspace.modelProperty().get();
        if (model != null) {
            parts.add(model.summary().name());
            parts.add(model.summary().storedType());
            String fingerprint = workspace.fingerprintProperty().get();
            if (!fingerprint.isEmpty()) {
                parts.add(fingerprint.substring(0, Math.min(FINGERPRINT_DIGITS, fingerprint.length())));
            }
        }
        parts.add(
                Texts.get("figures.seed", Long.toString(workspace.seedProperty().get())));
        String version = Provenance.class.getPackage().getImplementationVersion();
        parts.add(version == null ? "Tiltmeter" : "Tiltmeter " + version);
        return String.join(" · ", parts);
    }

    /// A file name without extension that carries the model and what is shown.
    ///
    /// @param what such as `routing-layer-3`
    public static String fileName(Workspace workspace, String what) {
        LanguageModel model = workspace.modelProperty().get();
        String name = model == null ? "tiltmeter" : model.summary().name();
        return (name + "-" + what).replaceAll("[^A-Za-z0-9._-]+", "-");
    }
}
