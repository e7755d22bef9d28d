package org.tiltmeter.hub;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.checkpoint.TokenizerFiles;

/// What would be fetched of a model, said before anything is.
///
/// @param model what was asked for
/// @param hub the address it was asked of
/// @param commit the state that the revision means now; everything is fetched from it
/// @param files what is fetched, in order of their names
/// @param leftOut what is not, in order of their names
/// @param gated whether the hub gives it only to those who have accepted its licence there
/// @param family the `model_type` as the hub tells it
public record FetchPlan(
        HubModel model,
        URI hub,
        String commit,
        List<HubFile> files,
        List<LeftOut> leftOut,
        boolean gated,
        Optional<String> family) {

    /// Copies the lists.
    public FetchPlan {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /// Bytes of all files.
    public long bytes() {
        return files.stream().mapToLong(HubFile::bytes).sum();
    }

    /// Where a file is fetched from; the hub may pass large ones on to its store.
    public URI address(HubFile file) {
        return URI.create(source() + "/" + file.name());
    }

    /// Where all files are fetched from.
    public URI source() {
        return URI.create(hub + "/" + model.id() + "/resolve/" + commit);
    }

    /// The model's page for people, where a licence is read and accepted.
    public URI page() {
        return model.page(hub);
    }

    /// Whether a tokenizer comes with it, without which no text can be asked.
    public boolean hasTokenizer() {
        return files.stream().anyMatch(file -> TokenizerFiles.describes(file.name()));
    }
}
