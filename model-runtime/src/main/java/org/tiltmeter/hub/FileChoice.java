package org.tiltmeter.hub;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tiltmeter.checkpoint.FileKind;
import org.tiltmeter.checkpoint.TokenizerFiles;
import org.tiltmeter.hub.LeftOut.Reason;

/// Which files of a published model its folder needs, decided by their names alone.
final class FileChoice {

    static final String CONFIG = "config.json";

    static final String INDEX = "model.safetensors.index.json";

    private static final String SINGLE = "model.safetensors";
    private static final Pattern SHARD = Pattern.compile("model-\\d{1,6}-of-\\d{1,6}\\.safetensors");
    private static final Pattern WEIGHTS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,180}\\.safetensors");
    private static final Set<String> SETTINGS =
            Set.of(CONFIG, "generation_config.json", "chat_template.jinja", "chat_template.json");

    private final Predicate<String> weights;
    private final boolean indexed;

    /// @param names of all files of the model
    FileChoice(Set<String> names) {
        boolean single = names.contains(SINGLE);
        boolean shards = names.stream().anyMatch(name -> SHARD.matcher(name).matches());
        this.indexed = !single && names.contains(INDEX);
        if (single) {
            weights = SINGLE::equals;
        } else if (indexed && shards) {
            weights = name -> SHARD.matcher(name).matches();
        } else {
            weights = name -> WEIGHTS.matcher(name).matches();
        }
    }

    /// Whether a file holds weights that are fetched.
    boolean isWeights(String name) {
        return weights.test(name);
    }

    /// Whether several weight files are bound together by their index.
    boolean isIndexed() {
        return indexed;
    }

    /// Whether a file is fetched.
    boolean takes(String name) {
        return SETTINGS.contains(name)
                || TokenizerFiles.belong(name)
                || (indexed && name.equals(INDEX))
                || isWeights(name);
    }

    /// Why a file is not.
    Reason whyNot(String name) {
        return switch (FileKind.of(name)) {
            case CODE -> Reason.CODE;
            case PICKLE -> Reason.PICKLE;
            case OTHER_FORMAT -> Reason.OTHER_FORMAT;
            case SAFETENSORS -> name.contains("/") ? Reason.SUBFOLDER : Reason.OTHER_WEIGHTS;
            case OTHER -> {
                Reason inRoot = name.equals(INDEX) ? Reason.OTHER_WEIGHTS : Reason.NOT_NEEDED;
                yield name.contains("/") ? Reason.SUBFOLDER : inRoot;
            }
        };
    }
}
