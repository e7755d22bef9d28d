package org.tiltmeter.views.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.views.Feature;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.concepts.ConceptsView;
import org.tiltmeter.views.figures.ChosenFileSaver;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.hub.HubView;
import org.tiltmeter.views.lessons.LessonsView;
import org.tiltmeter.views.lessons.LessonsViewModel;
import org.tiltmeter.views.model.ModelView;
import org.tiltmeter.views.probes.ProbesView;
import org.tiltmeter.views.report.ReportView;
import org.tiltmeter.views.report.ReportViewModel;
import org.tiltmeter.views.results.ResultsView;
import org.tiltmeter.views.results.ResultsViewModel;
import org.tiltmeter.views.routing.RoutingExplorerView;
import org.tiltmeter.views.start.StartView;

/// Wires the features of the sidebar by hand. UI thread.
final class Features {

    private final ShellViewModel viewModel;
    private final LessonsViewModel lessons;
    private final FileDialogs dialogs;
    private final FileSaver saver;
    private @Nullable ShellView shell;

    Features(ShellViewModel viewModel, LessonsViewModel lessons, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.lessons = lessons;
        this.dialogs = dialogs;
        this.saver = new ChosenFileSaver(
                viewModel.workspace(), dialogs, viewModel.session().figures()::pin);
    }

    /// Where commands of the start page go.
    void connect(ShellView view) {
        shell = view;
    }

    /// The sidebar's entries from the top.
    List<Feature> all() {
        return List.of(
                new Feature("start", "feature.start", Feather.HOME, this::start),
                new Feature("model", "feature.model", Feather.CPU, this::model),
                new Feature("probes", "feature.probes", Feather.EDIT_3, this::probes),
                new Feature("results", "feature.results", Feather.BAR_CHART_2, this::results),
                new Feature("routing", "feature.routing", Feather.GRID, this::routing),
                new Feature("concepts", "feature.concepts", Feather.COMPASS, this::concepts),
                new Feature("report", "feature.report", Feather.FILE_TEXT, this::report),
                new Feature("lessons", "feature.lessons", Feather.BOOK_OPEN, () -> new LessonsView(lessons).node()));
    }

    private Node start() {
        return new StartView(
                        new StartView.Actions(
                                () -> Optional.ofNullable(shell).ifPresent(ShellView::chooseModel),
                                viewModel::openSample,
                                viewModel.hasSample(),
                                () -> Optional.ofNullable(shell)
                                        .ifPresent(view -> view.sessionMenu().open()),
                                () -> viewModel.workspace().featureProperty().set("lessons"),
                                viewModel.model()::choose,
                                viewModel.session()::open,
                                viewModel::forget),
                        viewModel
                                .hub()
                                .map(hub -> new HubView(
                                                hub,
                                                dialogs,
                                                viewModel.fetchJobs().fractionProperty(),
                                                viewModel.fetchJobs().textProperty())
                                        .node()),
                        viewModel.settings().recentModels(),
                        viewModel.settings().recentSessions(),
                        viewModel.session().leftovers())
                .node();
    }

    /// Where files go.
    FileSaver saver() {
        return saver;
    }

    private Node model() {
        return new ModelView(
                        viewModel.model(),
                        dialogs,
                        viewModel.modelJobs().fractionProperty(),
                        viewModel.modelJobs().textProperty(),
                        () -> viewModel.workspace().featureProperty().set("probes"))
                .node();
    }

    private Node probes() {
        return new ProbesView(viewModel.probes(), dialogs).node();
    }

    private Node routing() {
        return new RoutingExplorerView(viewModel.workspace(), saver, dialogs).node();
    }

    private Node concepts() {
        return new ConceptsView(viewModel.workspace(), saver, dialogs, viewModel.readyConcepts()).node();
    }

    private Node report() {
        return new ReportView(new ReportViewModel(viewModel.workspace(), viewModel.session()), dialogs).node();
    }

    private Node results() {
        return new ResultsView(
                        new ResultsViewModel(viewModel.workspace()),
                        viewModel.runner(),
                        new ResultsView.Surroundings(
                                dialogs,
                                saver,
                                viewModel.modelJobs().fractionProperty(),
                                viewModel.modelJobs().textProperty()))
                .node();
    }
}
