package org.tiltmeter.views.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.lessons.LessonScreen;
import org.tiltmeter.views.results.RecordedScores;

/// The window as lessons use it. UI thread.
final class LessonStage implements LessonScreen {

    private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
    private static final Duration SHOWN = Duration.seconds(6);

    private final ShellViewModel viewModel;
    private @Nullable ShellView view;

    LessonStage(ShellViewModel viewModel) {
        this.viewModel = viewModel;
    }

    /// The view whose controls are pressed.
    void connect(ShellView shown) {
        view = shown;
    }

    @Override
    public void openModel(Path folder) {
        viewModel.model().chooseAndLoad(folder);
    }

    @Override
    public void run() {
        viewModel.run();
    }

    @Override
    public void run(RecordedScores recorded) {
        viewModel.runner().run(recorded);
    }

    @Override
    public boolean findDirections() {
        viewModel.workspace().featureProperty().set("concepts");
        return press("idleAction");
    }

    @Override
    public void later(java.time.Duration delay, Runnable work) {
        new Timeline(new KeyFrame(Duration.millis((double) delay.toMillis()), event -> work.run())).play();
    }

    @Override
    public void beginSession() {
        viewModel.session().begin();
    }

    @Override
    public boolean press(String id) {
        Optional<Node> found = find(id);
        if (found.isPresent() && found.get() instanceof ButtonBase button && !button.isDisabled()) {
            button.fire();
            return true;
        }
        return false;
    }

    @Override
    public boolean point(String id) {
        Optional<Node> found = find(id);
        found.ifPresent(node -> {
            node.pseudoClassStateChanged(POINTED, true);
            new Timeline(new KeyFrame(SHOWN, event -> node.pseudoClassStateChanged(POINTED, false))).play();
        });
        return found.isPresent();
    }

    private Optional<Node> find(String id) {
        return Optional.ofNullable(view)
                .map(ShellView::node)
                .map(node -> node.lookup("#" + id))
                .filter(LessonStage::isShown);
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
