package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertPage.Role;
import org.tiltmeter.routing.ExpertProfile;
import org.tiltmeter.routing.ExpertProfiles;
import org.tiltmeter.routing.LayerProfile;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.views.Texts;

/// Makes the figures of an expert's page, each with the caution in its footer.
final class PageFigures {

    private PageFigures() {}

    private static Caption caption(String title, String alternative, String howToRead, String source, String origin) {
        return Caption.of(title)
                .withAlternativeText(alternative)
                .withHowToRead(howToRead)
                .withFooter(source)
                .withFooter(Texts.get("routing.caution"))
                .withFooter(origin);
    }

    private static String source(ExpertProfiles profiles) {
        return Texts.get(
                "routing.pageTexts",
                Integer.toString(profiles.texts()),
                Long.toString(profiles.tokens()),
                String.join(", ", profiles.groups()));
    }

    /// The difference of rates in every comparison, neutral swaps last.
    static IntervalChart roles(ExpertPage page, RoutingStudy study, String origin) {
        List<IntervalChart.Row> rows = new ArrayList<>();
        for (Role role : PageWords.ordered(page.roles())) {
            List<Double> ends = role.difference().interval();
            rows.add(new IntervalChart.Row(
                    PageWords.name(role),
                    PageWords.corrected(role),
                    List.of(new IntervalChart.Point(
                            0,
                            role.difference().difference(),
                            ends.isEmpty() ? Double.NaN : ends.getFirst(),
                            ends.isEmpty() ? Double.NaN : ends.getLast()))));
        }
        String title = Texts.get("routing.pageRoleTitle", PageWords.place(page));
        String source = Texts.get(
                "routing.pageRoleSource",
                study.probes(),
                Integer.toString(study.pairs()),
                Integer.toString(study.settings().resamples()),
                Long.toString(study.settings().seed()));
        return new IntervalChart(
                caption(title, title, Texts.get("routing.pageRoleHowToRead"), source, origin),
                Texts.get("routing.pageRoleQuantity"),
                List.of(),
                rows,
                OptionalDouble.of(0),
                Optional.empty());
    }

    /// The share of tokens that go to the expert in the texts of each group, beside equal use.
    static IntervalChart groups(ExpertPage page, ExpertProfiles profiles, String origin) {
        List<IntervalChart.Row> rows = page.profile().groups().stream()
                .map(group -> new IntervalChart.Row(
                        group.group(),
                        Texts.get("routing.pageTokens", Long.toString(group.tokens())),
                        List.of(new IntervalChart.Point(0, group.share(), Double.NaN, Double.NaN))))
                .toList();
        String title = Texts.get("routing.pageGroupsTitle", PageWords.place(page));
        return new IntervalChart(
                caption(title, title, Texts.get("routing.pageGroupsHowToRead"), source(profiles), origin),
                Texts.get("routing.pageGroupsQuantity"),
                List.of(),
                rows,
                OptionalDouble.of(page.chance()),
                Optional.empty());
    }

    /// Experts × experts: how often the second is chosen for the tokens of the first.
    static Heatmap together(LayerProfile layer, ExpertProfiles profiles, String origin) {
        int experts = layer.experts().size();
        float[] values = new float[experts * experts];
        double largest = 0;
        for (ExpertProfile one : layer.experts()) {
            for (int other = 0; other < experts; other++) {
                double value = one.expert() == other ? Double.NaN : layer.coActivation(one.expert(), other);
                values[one.expert() * experts + other] = (float) value;
                largest = Double.isNaN(value) ? largest : Math.max(largest, value);
            }
        }
        String title = Texts.get("routing.pageTogetherTitle", Integer.toString(layer.layer()));
        List<String> names =
                IntStream.range(0, experts).mapToObj(Integer::toString).toList();
        return new Heatmap(
                caption(title, title, Texts.get("routing.pageTogetherHowToRead"), source(profiles), origin),
                Axis.of(Texts.get("routing.expert"), names),
                Axis.of(Texts.get("routing.pageOther"), names),
                new Matrix(experts, experts, values),
                Scale.sequential(
                        0,
                        largest > 0 ? RoutingRanges.roundedUp(largest) : 1,
                        Texts.get("routing.pageTogetherQuantity")),
                Optional.empty());
    }
}
