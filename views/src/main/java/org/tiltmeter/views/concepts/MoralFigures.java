package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// Moral directions as charts and in words. Any thread.
final class MoralFigures {

    private static final double SIGNIFICANT = 0.05;
    private static final double HALF = 0.5;
    private static final int MOST_ROWS = 60;

    private MoralFigures() {}

    /// The actions, the highest first.
    static List<MoralDirection.Action> ranked(MoralDirection one) {
        return one.actions().stream()
                .sorted(Comparator.comparingDouble(action -> -action.value()))
                .toList();
    }

    /// The actions of one layer, and where there are several layers what each holds.
    ///
    /// @param origin lines of the footer
    static List<Figure> of(List<MoralDirection> layers, MoralDirection one, String origin) {
        List<Figure> figures = new ArrayList<>();
        figures.add(actions(layers, one, origin));
        if (layers.size() > 1) {
            figures.add(byLayer(layers, one, origin));
        }
        return figures;
    }

    private static Figure actions(List<MoralDirection> layers, MoralDirection one, String origin) {
        List<MoralDirection.Action> ranked = ranked(one);
        List<MoralDirection.Action> shown = ranked.size() <= MOST_ROWS
                ? ranked
                : Stream.concat(
                                ranked.subList(0, MOST_ROWS / 2).stream(),
                                ranked.subList(ranked.size() - MOST_ROWS / 2, ranked.size()).stream())
                        .toList();
        List<IntervalChart.Row> rows = shown.stream()
                .map(action -> new IntervalChart.Row(
                        action.action(),
                        "",
                        List.of(new IntervalChart.Point(
                                action.good() ? 0 : 1, action.value(), Double.NaN, Double.NaN))))
                .toList();
        String title = Texts.get("concepts.moral.title", Integer.toString(one.layer()));
        return new IntervalChart(
                caption(title, layers, one, origin)
                        .withHowToRead(Texts.get("concepts.moral.howToRead"))
                        .withFooter(
                                shown.size() < ranked.size()
                                        ? Texts.get(
                                                "concepts.lean.some",
                                                Integer.toString(shown.size()),
                                                Integer.toString(ranked.size()))
                                        : ""),
                Texts.get("concepts.moral.quantity"),
                List.of(Texts.get("concepts.moral.good"), Texts.get("concepts.moral.bad")),
                rows,
                OptionalDouble.of(0),
                Optional.empty());
    }

    private static Figure byLayer(List<MoralDirection> layers, MoralDirection one, String origin) {
        String title = Texts.get("concepts.moral.layersTitle");
        return new LineChart(
                caption(title, layers, one, origin).withHowToRead(Texts.get("concepts.moral.layersHowToRead")),
                Texts.get("concepts.layer"),
                Texts.get("concepts.moral.share"),
                layers.stream().mapToDouble(MoralDirection::layer).toArray(),
                List.of(
                        new LineChart.Series(
                                Texts.get("concepts.moral.ordered"),
                                0,
                                layers.stream()
                                        .mapToDouble(MoralDirection::ordered)
                                        .toArray(),
                                Optional.empty()),
                        new LineChart.Series(
                                Texts.get("concepts.moral.variance"),
                                1,
                                layers.stream()
                                        .mapToDouble(MoralDirection::share)
                                        .toArray(),
                                Optional.empty())),
                OptionalDouble.of(HALF),
                Optional.of(new LineChart.Range(0, 1.02)));
    }

    private static Caption caption(String title, List<MoralDirection> layers, MoralDirection one, String origin) {
        String sentence = sentence(layers, one);
        Caption caption = Caption.of(title)
                .withFinding(sentence)
                .withAlternativeText(title + ". " + sentence)
                .withFooter(Texts.get("concepts.moral.caution"));
        for (String line : origin.lines().toList()) {
            caption = caption.withFooter(line);
        }
        return caption;
    }

    /// How much the axis holds, how well it orders what was given, and how often chance does.
    static String sentence(List<MoralDirection> layers, MoralDirection one) {
        long good = one.actions().stream().filter(MoralDirection.Action::good).count();
        return Texts.get(
                one.adjustedP() < SIGNIFICANT ? "concepts.moral.finding" : "concepts.moral.noFinding",
                Integer.toString(one.layer()),
                Numbers.fixed(100 * one.share(), 0),
                Long.toString(good),
                Long.toString(one.actions().size() - good),
                Numbers.fixed(100 * one.ordered(), 0),
                Precision.probability(one.p()),
                Precision.probability(one.adjustedP()),
                Integer.toString(layers.size()));
    }
}
