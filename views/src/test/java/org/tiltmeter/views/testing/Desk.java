package org.tiltmeter.views.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Span;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Jobs;

/// A workspace whose two threads are queues that a test empties when it wants.
public final class Desk {

    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final Workspace workspace = new Workspace(new Jobs(worker::add, ui::add), new Jobs(worker::add, ui::add));

    /// The workspace.
    public Workspace workspace() {
        return workspace;
    }

    /// Runs everything that waits, and what that brings, until nothing waits.
    public void work() {
        while (!worker.isEmpty() || !ui.isEmpty()) {
            while (!ui.isEmpty()) {
                ui.remove().run();
            }
            if (!worker.isEmpty()) {
                worker.remove().run();
            }
        }
    }

    /// How much work waits for the worker.
    public int waiting() {
        return worker.size();
    }

    /// A pair of two texts with one changed word.
    public static CounterfactualPair pair(String before, String a, String b, String after) {
        return new CounterfactualPair(
                0,
                "template",
                "gender",
                false,
                "men",
                "women",
                a,
                b,
                Map.of(),
                Map.of(),
                before + a + after,
                before + b + after,
                List.of(new Span(before.length(), before.length() + a.length())),
                List.of(new Span(before.length(), before.length() + b.length())));
    }
}
