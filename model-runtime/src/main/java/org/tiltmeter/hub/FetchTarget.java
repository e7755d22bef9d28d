package org.tiltmeter.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.work.BadInputException;

/// The folder that a model would be fetched into, as it is now.
///
/// @param folder where it lies
/// @param present bytes of the model that are there already
/// @param missing bytes that would be fetched
/// @param free bytes that its disk can still take
public record FetchTarget(Path folder, long present, long missing, long free) {

    /// Looks at a folder, which need not be there.
    ///
    /// @throws BadInputException if it is no folder or cannot be looked at
    public static FetchTarget of(FetchPlan plan, Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path existing = absolute;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new BadInputException(existing + " is a file; choose a folder for the model.");
        }
        try {
            long present = 0;
            for (HubFile file : plan.files()) {
                present += present(file, absolute);
            }
            return new FetchTarget(
                    absolute,
                    present,
                    plan.bytes() - present,
                    Files.getFileStore(existing).getUsableSpace());
        } catch (IOException failure) {
            throw new BadInputException(
                    "The folder " + absolute + " cannot be looked at (" + failure.getMessage()
                            + "); choose another one.",
                    failure);
        }
    }

    private static long present(HubFile file, Path folder) throws IOException {
        Path whole = folder.resolve(file.name());
        Path part = part(file, folder);
        if (Files.isRegularFile(whole) && Files.size(whole) == file.bytes()) {
            return file.bytes();
        }
        return Files.isRegularFile(part) ? Math.min(Files.size(part), file.bytes()) : 0;
    }

    /// Where a file lies until it is whole and checked; the name says which content, so that a part of another
    /// state of the model is never continued.
    static Path part(HubFile file, Path folder) {
        return folder.resolve(file.name() + "." + file.checksum().brief() + ".part");
    }

    /// Whether the disk can take what is missing.
    public boolean fits() {
        return missing <= free;
    }

    /// @throws BadInputException if it cannot
    void requireRoom() {
        if (!fits()) {
            throw new BadInputException(
                    "The disk of %s has %s free, but %s are still to be fetched; free some space or choose another folder."
                            .formatted(folder, Sizes.of(free), Sizes.of(missing)));
        }
    }
}
