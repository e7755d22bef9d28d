package org.tiltmeter.views.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.testing.MadeUpModel;

class PairsViewModelTest {

    private final DirectWorkspace workspace = new DirectWorkspace();
    private ProbesViewModel probes;
    private PairsViewModel pairs;

    @BeforeEach
    void begin() {
        probes = new ProbesViewModel(workspace.get(), Optional.of(SampleProbes.set()));
        pairs = probes.pairs();
        probes.useSample();
        workspace.settle();
    }

    private PairChecks checks() {
        workspace.settle();
        return pairs.checksProperty().get().orElseThrow();
    }

    private List<PairFinding> found(Kind kind) {
        return checks().byKind().getOrDefault(kind, List.of());
    }

    private void open() {
        workspace.get().modelProperty().set(new MadeUpModel(1, 0));
    }

    @Test
    void theCheckNeedsAModelAndFollowsIt() {
        assertThat(pairs.checksProperty().get()).isEmpty();
        assertThat(pairs.hasModel()).isFalse();
        open();
        assertThat(pairs.checkingProperty().get()).isTrue();
        assertThat(checks().count()).isZero();
        assertThat(pairs.checkingProperty().get()).isFalse();
        workspace.get().modelProperty().set(null);
        assertThat(pairs.checksProperty().get()).isEmpty();
    }

    @Test
    void findingsAreGroupedMendedAndTakenBack() {
        open();
        ProbeSet before = probes.probes();
        probes.attributes().setTerms(0, 0, "subject", "she herself");
        probes.addSlot("place");
        probes.setSlotWords("place", "home");
        assertThat(checks().byKind().keySet()).containsExactly(Kind.TOKEN_COUNTS_DIFFER, Kind.SLOT_NEVER_USED);
        int differing = found(Kind.TOKEN_COUNTS_DIFFER).size();
        ProbeSet flawed = probes.probes();

        pairs.mend(found(Kind.SLOT_NEVER_USED));
        workspace.settle();
        assertThat(probes.probes().slots().keySet()).containsExactly("occupation");
        pairs.mend(found(Kind.TOKEN_COUNTS_DIFFER));
        assertThat(checks().count()).isZero();
        assertThat(probes.probes().exclusions()).hasSize(differing);
        assertThat(probes.probes().exclusions().getFirst().reason()).contains("token counts differ");
        probes.undo();
        probes.undo();
        assertThat(probes.probes()).isEqualTo(flawed);
        assertThat(checks().count()).isEqualTo(differing + 1);
        assertThat(before).isNotEqualTo(flawed);
    }

    @Test
    void aPairOrAWordIsLeftOutWithAReason() {
        CounterfactualPair first = pairs.pairs().getFirst();
        pairs.exclude(first, "odd");
        workspace.settle();
        assertThat(pairs.exclusion(first).map(Exclusion::reason)).contains("odd");
        pairs.excludeWord("nurse", "too famous");
        workspace.settle();
        long nurses = pairs.pairs().stream()
                .filter(pair -> pair.fills().containsValue("nurse"))
                .count();
        assertThat(probes.probes().exclusions()).hasSize((int) nurses);
        assertThat(probes.probes().exclusions().getFirst().reason()).isEqualTo("odd");
        pairs.takeBack(List.of(probes.probes().exclusions().getFirst()));
        workspace.settle();
        assertThat(pairs.isExcluded(first)).isFalse();
        probes.undo();
        probes.undo();
        probes.undo();
        assertThat(probes.probes()).isEqualTo(SampleProbes.set());
    }

    @Test
    void pairsAreFoundByTextGroupAndFinding() {
        open();
        int all = pairs.pairs().size();
        pairs.filterProperty().set(new PairFilter("WELDER", Optional.empty(), PairFilter.Found.ANYTHING));
        workspace.settle();
        assertThat(pairs.pairs()).hasSize(all / 7).allMatch(pair -> pair.textA().contains("welder"));
        pairs.filterProperty()
                .set(new PairFilter(
                        "welder", Optional.of(new PairFilter.Side("gender", "men")), PairFilter.Found.ANYTHING));
        workspace.settle();
        assertThat(pairs.pairs()).isNotEmpty().allMatch(pair -> pair.attribute().equals("gender"));
        pairs.exclude(pairs.pairs().getFirst(), "odd");
        pairs.filterProperty()
                .set(new PairFilter(
                        "", Optional.empty(), new PairFilter.Found(PairFilter.Found.What.EXCLUDED, Optional.empty())));
        workspace.settle();
        assertThat(pairs.pairs()).hasSize(1);

        probes.attributes().setTerms(0, 0, "subject", "she herself");
        pairs.filterProperty().set(new PairFilter("", Optional.empty(), PairFilter.Found.of(Kind.TOKEN_COUNTS_DIFFER)));
        workspace.settle();
        assertThat(pairs.pairs()).hasSize(found(Kind.TOKEN_COUNTS_DIFFER).size());
        pairs.filterProperty().set(PairFilter.ALL);
        assertThat(pairs.pairs()).hasSize(all);
    }

    @Test
    void aSelectedPairShowsItsTokensSideBySide() {
        open();
        pairs.selectedProperty()
                .set(pairs.pairs().stream()
                        .filter(pair -> pair.attribute().equals("gender"))
                        .findFirst()
                        .orElseThrow());
        workspace.settle();
        PairTokens tokens = pairs.tokensProperty().get().orElseThrow();
        assertThat(tokens.columns().stream().filter(PairTokens.Column::edited))
                .singleElement()
                .satisfies(column -> {
                    assertThat(column.a()).contains(" she");
                    assertThat(column.b()).contains(" he");
                });
        workspace.get().modelProperty().set(new FakeModel(Path.of("other")));
        workspace.settle();
        assertThat(pairs.tokensProperty().get()).isPresent();
    }

    @Test
    void onlyTheNewestStateIsShown() {
        probes.setSlotWords("occupation", "nurse");
        probes.setSlotWords("occupation", "nurse, welder");
        probes.setTemplateText(0, "The {job} said that {gender.subject} was tired.");
        workspace.settle();
        assertThat(pairs.problemProperty().get().orElseThrow()).contains("{job}");
        probes.undo();
        workspace.settle();
        assertThat(pairs.problemProperty().get()).isEmpty();
        assertThat(pairs.pairs().stream().map(CounterfactualPair::fills).distinct())
                .containsExactlyInAnyOrder(Map.of("occupation", "nurse"), Map.of("occupation", "welder"));
    }
}
