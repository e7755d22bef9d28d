package org.tiltmeter.hub;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// A model as a hub knows it.
///
/// @param id such as `allenai/OLMoE-1B-7B-0924`
/// @param revision a branch, a tag or a commit
public record HubModel(String id, String revision) {

    /// The branch that is meant where no revision is named.
    public static final String MAIN = "main";

    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
    private static final Pattern ID = Pattern.compile(PART + "(/" + PART + ")?");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");
    private static final String WEB = "https://";

    /// @throws BadInputException if the id or the revision cannot be one
    public HubModel {
        if (!ID.matcher(id).matches() || id.contains("..") || id.contains("--")) {
            throw new BadInputException("\"" + printable(id)
                    + "\" is no model id; write it as the hub does, for instance allenai/OLMoE-1B-7B-0924.");
        }
        if (!REVISION.matcher(revision).matches() || revision.contains("..") || revision.contains("//")) {
            throw new BadInputException("\"" + printable(revision)
                    + "\" is no revision; name a branch, a tag or a commit of the model, or leave it out.");
        }
    }

    /// The newest state of a model.
    public HubModel(String id) {
        this(id, MAIN);
    }

    /// Reads `id`, `id@revision`, or the address of a model's page.
    ///
    /// @throws BadInputException if it is none of these
    public static HubModel parse(String words) {
        String text = words.strip();
        if (text.startsWith(WEB)) {
            text = text.substring(text.indexOf('/', WEB.length()) + 1).replace("/tree/", "@");
            text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
        int at = text.indexOf('@');
        return at < 0 ? new HubModel(text) : new HubModel(text.substring(0, at), text.substring(at + 1));
    }

    /// The folder that is proposed for it.
    ///
    /// @param models the folder that holds the models
    public Path folderIn(Path models) {
        String suffix = revision.equals(MAIN) ? "" : "@" + revision.replace('/', '-');
        return models.resolve(id + suffix);
    }

    /// Its page for people.
    URI page(URI hub) {
        return URI.create(hub + "/" + id);
    }

    /// What answers with the list of its files.
    URI listing(URI hub) {
        return URI.create(hub + "/api/models/" + id + "/revision/" + revision.replace("/", "%2F") + "?blobs=true");
    }

    /// The id, and the revision where it is not the usual one.
    @Override
    public String toString() {
        return revision.equals(MAIN) ? id : id + "@" + revision;
    }

    /// Somebody else's words in a sentence: no control characters and not too long.
    static String printable(String words) {
        StringBuilder shown = new StringBuilder();
        words.codePoints().limit(120).forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return words.codePointCount(0, words.length()) > 120 ? shown + "…" : shown.toString();
    }
}
