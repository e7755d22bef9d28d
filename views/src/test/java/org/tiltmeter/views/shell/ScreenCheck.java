package org.tiltmeter.views.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Parent;
import org.testfx.util.WaitForAsyncUtils;

/// Looks at screens as they stand, notes what is wrong with them and keeps pictures.
final class ScreenCheck implements AutoCloseable {

    private static final int PULSES = 5;

    private final ScreenAlbum album;
    private final Set<String> faults = new LinkedHashSet<>();

    /// @param folder for the pictures
    ScreenCheck(Path folder) throws IOException {
        album = new ScreenAlbum(folder);
    }

    /// What was found so far.
    Set<String> faults() {
        return faults;
    }

    /// Looks at what is below a root, at a size. What is wrong with the layout counts if it stays so: while styles
    /// arrive, a pulse or two may show words that are not yet measured.
    ///
    /// @param size width and height
    /// @param picture whether one is kept in any case; of what is wrong one is always kept
    void look(Parent root, String where, int[] size, boolean picture) {
        List<String> found = new ArrayList<>();
        for (int pulse = 0; pulse == 0 || (pulse < PULSES && !found.isEmpty()); pulse++) {
            boolean again = pulse > 0;
            if (again) {
                WaitForAsyncUtils.waitForFxEvents();
            }
            UiThread.run(() -> {
                if (again) {
                    ScreenFaults.visible(root).stream()
                            .filter(Parent.class::isInstance)
                            .forEach(node -> ((Parent) node).requestLayout());
                }
                layOut(root, size);
                found.clear();
                found.addAll(ScreenFaults.cutOff(root));
                found.addAll(ScreenFaults.overlapping(root));
                found.addAll(ScreenFaults.clipped(root));
                if (found.isEmpty()) {
                    note(where, ScreenFaults.faint(root));
                    note(where, ScreenFaults.nameless(root));
                    if (picture) {
                        album.take(root, where);
                    }
                }
            });
        }
        if (!found.isEmpty()) {
            note(where, found);
            UiThread.run(() -> {
                layOut(root, size);
                album.take(root, where);
            });
        }
    }

    /// The headless screen is smaller than the largest window, so the root is laid out alone.
    private static void layOut(Parent root, int[] size) {
        root.resize(size[0], size[1]);
        root.applyCss();
        root.layout();
        root.layout();
    }

    private void note(String where, List<String> found) {
        found.forEach(fault -> faults.add(where + ": " + fault));
    }

    @Override
    public void close() throws IOException {
        album.close();
    }
}
