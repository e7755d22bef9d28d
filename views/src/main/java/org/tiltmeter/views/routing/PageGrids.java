package org.tiltmeter.views.routing;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.Hyperlink;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertWeights;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.routing.PlainGrid.Heading;
import org.tiltmeter.views.routing.PlainGrid.Row;

/// Fills the short tables of an expert's page. UI thread.
final class PageGrids {

    private PageGrids() {}

    /// The tokens that go to the expert most often.
    static void vocabulary(PlainGrid grid, ExpertPage shown) {
        grid.show(
                List.of(
                        new Heading(Texts.get("routing.headToken"), ""),
                        new Heading(Texts.get("routing.headOccurrences"), Texts.get("routing.tipOccurrences")),
                        new Heading(Texts.get("routing.headChosen"), Texts.get("routing.tipChosen")),
                        new Heading(Texts.get("routing.headFirst"), Texts.get("routing.tipFirst"))),
                shown.profile().vocabulary().stream()
                        .map(token -> Row.of(
                                Texts.get("routing.pageQuoted", token.piece().strip()),
                                Long.toString(token.occurrences()),
                                Numbers.fixed(token.chosen(), 2),
                                Numbers.fixed(token.first(), 2)))
                        .toList());
    }

    /// Its rates and tests in every comparison; nothing without a study.
    static void roles(PlainGrid grid, ExpertPage shown) {
        grid.show(
                List.of(
                        new Heading(Texts.get("routing.headComparison"), ""),
                        new Heading(Texts.get("routing.columnRateA"), Texts.get("routing.tipRateA")),
                        new Heading(Texts.get("routing.columnRateB"), Texts.get("routing.tipRateB")),
                        new Heading(Texts.get("routing.columnCorrected"), Texts.get("routing.tipCorrected")),
                        new Heading(Texts.get("routing.columnVerdict"), Texts.get("routing.tipVerdict"))),
                PageWords.ordered(shown.roles()).stream()
                        .map(role -> Row.of(
                                PageWords.name(role),
                                Numbers.fixed(role.difference().rateA(), 3),
                                Numbers.fixed(role.difference().rateB(), 3),
                                StudyWords.probability(role.difference().correctedP()),
                                StudyWords.verdict(role.difference())))
                        .toList());
        grid.setVisible(!shown.roles().isEmpty());
        grid.setManaged(!shown.roles().isEmpty());
    }

    /// How it is used in the texts of each group.
    static void groups(PlainGrid grid, ExpertPage shown) {
        grid.show(
                List.of(
                        new Heading(Texts.get("routing.headGroup"), ""),
                        new Heading(Texts.get("routing.headShare"), Texts.get("routing.tipShare")),
                        new Heading(Texts.get("routing.headWeight"), Texts.get("routing.tipWeight")),
                        new Heading(Texts.get("routing.headInformation"), Texts.get("routing.tipInformation")),
                        new Heading(Texts.get("routing.headImportance"), Texts.get("routing.tipFactImportance"))),
                shown.profile().groups().stream()
                        .map(group -> Row.of(
                                group.group(),
                                Numbers.fixed(group.share(), 3),
                                Numbers.fixed(group.meanWeight(), 3),
                                PageWords.orMissing(group.information()),
                                PageWords.orMissing(group.importance())))
                        .toList());
    }

    /// The experts chosen together with it.
    ///
    /// @param toPartner shows another expert of the layer
    static void partners(PlainGrid grid, ExpertPage shown, IntConsumer toPartner) {
        grid.show(
                List.of(
                        new Heading(Texts.get("routing.headExpert"), Texts.get("routing.tipPartner")),
                        new Heading(Texts.get("routing.headTogether"), Texts.get("routing.tipTogether")),
                        new Heading(Texts.get("routing.headAlone"), Texts.get("routing.tipAlone"))),
                shown.partners().stream()
                        .map(partner -> {
                            Hyperlink link =
                                    new Hyperlink(Texts.get("routing.pagePartner", Integer.toString(partner.expert())));
                            link.setOnAction(event -> toPartner.accept(partner.expert()));
                            return new Row(
                                    link,
                                    List.of(
                                            Numbers.fixed(partner.coActivation(), 3),
                                            Numbers.fixed(partner.rate(), 3)));
                        })
                        .toList());
    }

    /// The sizes of its weights; nothing while they are unknown.
    static void weights(PlainGrid grid, @Nullable ExpertWeights known) {
        grid.setVisible(known != null);
        grid.setManaged(known != null);
        if (known != null) {
            grid.show(
                    List.of(
                            new Heading(Texts.get("routing.headMatrix"), Texts.get("routing.tipMatrix")),
                            new Heading(Texts.get("routing.headSize"), ""),
                            new Heading(Texts.get("routing.headNorm"), Texts.get("routing.tipNorm")),
                            new Heading(Texts.get("routing.headDeviation"), ""),
                            new Heading(Texts.get("routing.headLargest"), "")),
                    known.matrices().stream()
                            .map(matrix -> Row.of(
                                    matrix.name(),
                                    matrix.rows() + " × " + matrix.columns(),
                                    Numbers.fixed(matrix.norm(), 3),
                                    Numbers.fixed(matrix.deviation(), 4),
                                    Numbers.fixed(matrix.largest(), 3)))
                            .toList());
        }
    }
}
