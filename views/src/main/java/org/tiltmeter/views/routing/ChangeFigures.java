package org.tiltmeter.views.routing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.InterventionStudy.Reading;
import org.tiltmeter.routing.InterventionStudy.Switched;
import org.tiltmeter.views.Texts;

/// Makes the figure of differences before and after changes to the routing, with the caution in its footer.
final class ChangeFigures {

    private ChangeFigures() {}

    /// Two intervals for each effect. Effects of one unit share the axis: those of the first effect's unit are drawn.
    ///
    /// @param effects in the order of the rows, at least one
    static Figure beforeAndAfter(InterventionStudy study, List<Effect> effects, String origin) {
        String unit = effects.getFirst().unit();
        String finding = ChangeWords.sentence(study);
        Caption caption = Caption.of(Texts.get("routing.changeTitle"))
                .withFinding(finding)
                .withAlternativeText(Texts.get("routing.changeAlternative", finding))
                .withHowToRead(Texts.get("routing.changeHowToRead"))
                .withFooter(Texts.get(
                        "routing.changeFooter",
                        study.changes().stream()
                                .filter(Switched::on)
                                .map(one -> ChangeWords.describe(one.change()))
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining("; "), words -> words.isEmpty() ? "–" : words)),
                        Integer.toString(study.neutral().texts()),
                        Numbers.fixed(study.neutral().perplexityBefore(), 3),
                        Numbers.fixed(study.neutral().perplexityAfter(), 3),
                        Integer.toString(study.draws().size()),
                        Long.toString(study.settings().seed())))
                .withFooter(Texts.get("routing.caution"))
                .withFooter(origin);
        return new IntervalChart(
                caption,
                Texts.get("routing.changeQuantity", unit),
                List.of(Texts.get("routing.changeSeriesBefore"), Texts.get("routing.changeSeriesAfter")),
                effects.stream()
                        .filter(effect -> effect.unit().equals(unit))
                        .map(ChangeFigures::row)
                        .toList(),
                OptionalDouble.of(0),
                Optional.empty());
    }

    private static IntervalChart.Row row(Effect effect) {
        return new IntervalChart.Row(
                ChangeWords.name(effect),
                effect.removed() == null ? "" : Texts.get("routing.changeDetail", ChangeWords.removed(effect)),
                List.of(point(0, effect.before()), point(1, effect.after())));
    }

    private static IntervalChart.Point point(int series, Reading reading) {
        List<Double> ends = reading.interval();
        return new IntervalChart.Point(
                series,
                reading.mean(),
                ends.isEmpty() ? Double.NaN : ends.getFirst(),
                ends.isEmpty() ? Double.NaN : ends.getLast());
    }
}
