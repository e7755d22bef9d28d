package org.tiltmeter.views.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tiltmeter.report.SessionReport;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;

/// What the user writes for the report's head, saved in the session as it is typed: several keystrokes that come while
/// one saving runs are saved together. UI thread.
public final class ReportWords {

    /// The subjects, in the order in which they are asked for.
    public static final List<String> SUBJECTS = List.of(
            SessionReport.TITLE,
            SessionReport.AUDITOR,
            SessionReport.ORGANISATION,
            SessionReport.PURPOSE,
            SessionReport.CONFLICTS,
            SessionReport.REMARKS);

    private final Workspace workspace;
    private final SessionKeeper keeper;
    private final Runnable noteChange;
    private final Map<String, StringProperty> texts = new LinkedHashMap<>();
    private final Map<String, String> unsaved = new LinkedHashMap<>();
    private boolean saving;
    private boolean showing;

    ReportWords(Workspace workspace, SessionKeeper keeper, Runnable noteChange) {
        this.workspace = workspace;
        this.keeper = keeper;
        this.noteChange = noteChange;
        for (String subject : SUBJECTS) {
            StringProperty text = new SimpleStringProperty("");
            text.subscribe((before, after) -> write(subject, after));
            texts.put(subject, text);
        }
    }

    /// What is written about a subject, one of [#SUBJECTS].
    ///
    /// @throws IllegalArgumentException if it is another one
    public StringProperty text(String subject) {
        StringProperty text = texts.get(subject);
        if (text == null) {
            throw new IllegalArgumentException("the report has no " + subject);
        }
        return text;
    }

    /// Shows what a session that was opened says.
    void show(Map<String, String> opened) {
        showing = true;
        texts.forEach((subject, text) -> text.set(opened.getOrDefault(subject, "")));
        unsaved.clear();
        showing = false;
    }

    private void write(String subject, String text) {
        if (!showing) {
            unsaved.put(subject, text);
            save();
        }
    }

    private void save() {
        if (saving || unsaved.isEmpty()) {
            return;
        }
        saving = true;
        Map<String, String> now = new LinkedHashMap<>(unsaved);
        unsaved.clear();
        workspace
                .fileJobs()
                .submit(
                        "job.savingSession",
                        (progress, cancellation) -> keeper.with(session -> {
                            now.forEach(session.notes()::save);
                            return now.size();
                        }),
                        outcome -> {
                            saving = false;
                            Problem.of(outcome).ifPresent(problem -> {
                                now.forEach(unsaved::putIfAbsent);
                                workspace.messages().report(problem);
                            });
                            noteChange.run();
                            if (Problem.of(outcome).isEmpty()) {
                                save();
                            }
                        });
    }
}
