package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertProfile.GroupShare;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

class ExpertPageViewModelTest {

    private final Desk desk = new Desk();
    private final RoutingStudyViewModel study =
            new RoutingStudyViewModel(desk.workspace(), RoutingStudyViewModelTest.QUICK);
    private final ExpertPageViewModel viewModel = new ExpertPageViewModel(desk.workspace(), study.studyProperty());

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        desk.workspace().modelProperty().set(new MadeUpModel(3, 8));
        desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
    }

    private ExpertPage page() {
        return Objects.requireNonNull(viewModel.pageProperty().get());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        assertThat(viewModel.table()).isNull();
        desk.workspace().modelProperty().set(new MadeUpModel(2, 0));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.DENSE);
        desk.workspace().modelProperty().set(null);
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.NO_MODEL);
    }

    @Test
    void showsThePageOfTheSelectedExpertWithTheStudysOwnNumbers() {
        desk.workspace().selection().layerProperty().set(2);
        desk.workspace().selection().expertProperty().set(5);
        viewModel.open();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.BUSY);
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(page().profile().layer()).isEqualTo(2);
        assertThat(page().profile().expert()).isEqualTo(5);
        assertThat(page().roles()).isEmpty();
        assertThat(viewModel.roles()).isNull();
        assertThat(PageWords.sentence(page())).contains(Texts.get("routing.pageNoStudy"));

        study.run();
        desk.work();
        RoutingStudy known = Objects.requireNonNull(study.studyProperty().get());
        assertThat(page().roles())
                .hasSize(2)
                .allSatisfy(role -> assertThat(known.comparisons())
                        .anyMatch(comparison -> comparison.experts().contains(role.difference())));
        IntervalChart roles = (IntervalChart) Objects.requireNonNull(viewModel.roles());
        ExpertPage.Role first = PageWords.ordered(page().roles()).getFirst();
        assertThat(first.control()).isFalse();
        IntervalChart.Point point = roles.rows().getFirst().points().getFirst();
        assertThat(point.value()).isEqualTo(first.difference().difference());
        assertThat(List.of(point.low(), point.high()))
                .isEqualTo(first.difference().interval());
    }

    @Test
    void figuresAndTableHoldThePagesNumbersAndTheCaution() {
        viewModel.run();
        study.run();
        desk.work();
        viewModel.choose(1, 3);
        IntervalChart groups = (IntervalChart) Objects.requireNonNull(viewModel.groups());
        for (int i = 0; i < page().profile().groups().size(); i++) {
            GroupShare share = page().profile().groups().get(i);
            assertThat(groups.rows().get(i).label()).isEqualTo(share.group());
            assertThat(groups.rows().get(i).points().getFirst().value()).isEqualTo(share.share());
        }
        assertThat(groups.rows()).anyMatch(row -> row.label().equals(Texts.get("routing.pageNeutral")));
        Heatmap together = (Heatmap) Objects.requireNonNull(viewModel.together());
        assertThat(together.values().get(3, 3)).isNaN();
        for (ExpertPage.Partner partner : page().partners()) {
            assertThat(together.values().get(3, partner.expert())).isEqualTo((float) partner.coActivation());
        }
        for (Figure figure : List.of(groups, together, Objects.requireNonNull(viewModel.roles()))) {
            assertThat(figure.caption().footer()).contains(Texts.get("routing.caution"));
            assertThat(figure.caption().howToRead()).isNotEmpty();
        }
        Table table = Objects.requireNonNull(viewModel.table());
        assertThat(table.rows()).allMatch(row -> row.getLast().toString().contains(RoutingStudy.CAUTION));
        assertThat(viewModel.fileName("expert")).isEqualTo("made-up-expert-1-3");
    }

    @Test
    void withoutASelectionTheMostImportantExpertIsShownAndAnotherCanBeChosen() {
        viewModel.run();
        desk.work();
        assertThat(viewModel.layers()).containsExactly(0, 1, 2);
        assertThat(viewModel.experts(1)).isEqualTo(8);
        Optional<Integer> rank = viewModel.importanceRank();
        assertThat(rank.orElse(1)).isEqualTo(1);
        viewModel.choose(2, 99);
        assertThat(page().profile().layer()).isEqualTo(2);
        assertThat(page().profile().expert()).isEqualTo(7);
        assertThat(desk.workspace().selection().expertProperty().get()).isEqualTo(7);
        desk.work();
        assertThat(viewModel.weightsProperty().get()).isNull();
        assertThat(viewModel.weightsNoteProperty().get()).contains("made-up");
    }

    @Test
    void textsOfOnesOwnAreAGroupAndBadFilesKeepWhatWasKnown() throws IOException {
        Path own = folder.resolve("letters.txt");
        Files.writeString(own, "The Quick fox\nThe slow Fox\n");
        viewModel.addTexts(own);
        desk.work();
        assertThat(page().profile().groups())
                .extracting(GroupShare::group)
                .contains("letters.txt", "women", "men", Texts.get("routing.pageNeutral"));
        assertThat(viewModel.notes()).contains("letters.txt");
        viewModel.addTexts(folder.resolve("missing.txt"));
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(page().profile().groups()).extracting(GroupShare::group).contains("letters.txt");
        assertThat(desk.workspace().messages().problemProperty().get()).isNotNull();
    }

    @Test
    void cancellingAndChangingKeepTheScreenUsable() {
        viewModel.run();
        viewModel.cancel();
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        viewModel.run();
        desk.workspace().modelProperty().set(new MadeUpModel(2, 4));
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        assertThat(viewModel.pageProperty().get()).isNull();
        viewModel.run();
        desk.work();
        desk.workspace().probesProperty().set(ProbeSets.EMPTY);
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(viewModel.notes()).contains("has changed since");
    }
}
