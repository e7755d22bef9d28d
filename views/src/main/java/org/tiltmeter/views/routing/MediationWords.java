package org.tiltmeter.views.routing;

import java.util.List;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.views.Texts;

/// The words for what patching says of the routers.
final class MediationWords {

    private MediationWords() {}

    /// A comparison by name.
    static String name(Comparison comparison) {
        String words =
                Texts.get("routing.comparison", comparison.attribute(), comparison.groupA(), comparison.groupB());
        return comparison.control() ? Texts.get("routing.comparisonControl", words) : words;
    }

    /// What was found, in plain words.
    ///
    /// @param level of the interval, 0 … 1
    static String sentence(Comparison comparison, double level) {
        Patched whole = comparison.whole();
        if (whole == null) {
            return Texts.get("routing.patchedNone", name(comparison));
        }
        String moved = Texts.get(
                "routing.patchedMoved",
                comparison.groupA(),
                comparison.groupB(),
                percent(whole.routing()),
                percent(whole.branch()),
                Integer.toString(comparison.pairs()),
                Integer.toString(comparison.templates()));
        Double share = whole.share();
        return share == null
                ? moved + " " + Texts.get("routing.patchedNoShare")
                : moved + " "
                        + Texts.get(
                                "routing.patchedShare",
                                percent(share),
                                interval(whole.shareInterval()),
                                Integer.toString((int) Math.round(level * 100)));
    }

    /// Which pairs were left out; empty where none was.
    static String left(Comparison comparison) {
        return comparison.otherLength() + comparison.tooSmall() == 0
                ? ""
                : Texts.get(
                        "routing.patchedLeft",
                        Integer.toString(comparison.otherLength()),
                        Integer.toString(comparison.tooSmall()),
                        Numbers.exact(RouterMediation.SMALLEST));
    }

    /// That the probe set has changed since.
    static String outdated(RouterMediation mediation) {
        return Texts.get("routing.studyOutdated", mediation.probes());
    }

    /// A place by name.
    static String place(PatchedPlace place) {
        return place.layer().isEmpty()
                ? Texts.get("routing.patchedAll")
                : Texts.get(
                        "routing.patchedLayer", Integer.toString(place.layer().getAsInt()));
    }

    /// A share as percent.
    static String percent(double share) {
        return Numbers.fixed(100 * share, 1) + " %";
    }

    /// The share of the routers with its interval; a dash where there is none.
    static String share(Patched patched) {
        Double share = patched.share();
        return share == null ? "–" : percent(share) + " (" + interval(patched.shareInterval()) + ")";
    }

    private static String interval(List<Double> ends) {
        return ends.isEmpty() ? "–" : Texts.get("number.range", percent(ends.getFirst()), percent(ends.getLast()));
    }
}
