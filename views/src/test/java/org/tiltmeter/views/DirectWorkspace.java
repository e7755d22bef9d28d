package org.tiltmeter.views;

import java.util.ArrayDeque;
import java.util.Queue;
import org.tiltmeter.views.jobs.Jobs;

/// A workspace without threads: work waits in queues until a test lets it run.
public final class DirectWorkspace {

    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final Workspace workspace = new Workspace(new Jobs(worker::add, ui::add), new Jobs(worker::add, ui::add));

    /// The workspace.
    public Workspace get() {
        return workspace;
    }

    /// Runs everything that waits, and what comes of it.
    public void settle() {
        while (!worker.isEmpty() || !ui.isEmpty()) {
            Queue<Runnable> queue = ui.isEmpty() ? worker : ui;
            queue.remove().run();
        }
    }
}
