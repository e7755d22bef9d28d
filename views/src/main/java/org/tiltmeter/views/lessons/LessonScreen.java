package org.tiltmeter.views.lessons;

import java.time.Duration;
import org.tiltmeter.views.results.RecordedScores;

/// What a lesson does to the window that is not in the workspace. UI thread. Tests stand in for it.
public interface LessonScreen {

    /// Opens a model folder, loading it at once if it fits into memory.
    void openModel(java.nio.file.Path folder);

    /// Runs the audit, or says what is missing.
    void run();

    /// Audits with what the model answered earlier.
    void run(RecordedScores recorded);

    /// Finds the directions of the concepts on the screen for them.
    ///
    /// @return whether that could begin
    boolean findDirections();

    /// Does something later, unless the window is closed by then.
    void later(Duration delay, Runnable work);

    /// Puts what is open away, saved, and begins an empty session.
    void beginSession();

    /// Presses a button or switch of the screen that is shown.
    ///
    /// @param id of the control
    /// @return whether it is there and can be pressed
    boolean press(String id);

    /// Draws attention to a part of the screen that is shown.
    ///
    /// @param id of the part
    /// @return whether it is there
    boolean point(String id);
}
