package org.tiltmeter.views.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tiltmeter.hub.FetchPlan;
import org.tiltmeter.hub.LeftOut;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;

/// An offer in words. For any thread.
final class HubWords {

    private static final int MOST_NAMES = 5;

    private HubWords() {}

    /// What is left out, one line for each reason.
    static List<String> leftOut(FetchPlan plan) {
        List<String> lines = new ArrayList<>();
        for (LeftOut.Reason reason : LeftOut.Reason.values()) {
            List<String> names = plan.leftOut().stream()
                    .filter(left -> left.reason() == reason)
                    .map(LeftOut::name)
                    .toList();
            if (!names.isEmpty()) {
                lines.add(Texts.get(key(reason), some(names)));
            }
        }
        return lines;
    }

    private static String some(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : Texts.get("hub.andMore", first, names.size() - MOST_NAMES);
    }

    private static String key(LeftOut.Reason reason) {
        return switch (reason) {
            case CODE -> "hub.left.code";
            case PICKLE -> "hub.left.pickle";
            case OTHER_FORMAT -> "hub.left.otherFormat";
            case OTHER_WEIGHTS -> "hub.left.otherWeights";
            case SUBFOLDER -> "hub.left.subfolder";
            case NOT_NEEDED -> "hub.left.notNeeded";
        };
    }

    /// What speaks against fetching, or should be known before.
    static List<String> warnings(FetchOffer offer) {
        List<String> lines = new ArrayList<>();
        if (!offer.target().fits()) {
            lines.add(Texts.get(
                    "hub.noRoom",
                    Sizes.bytes(offer.target().missing()),
                    Sizes.bytes(offer.target().free())));
        }
        if (offer.plan().gated()) {
            lines.add(Texts.get("hub.gated", offer.plan().page()));
        }
        if (!offer.familyKnown()) {
            Optional<String> family = offer.plan().family();
            lines.add(Texts.get("hub.unknownFamily", family.orElse("")));
        }
        if (!offer.plan().hasTokenizer()) {
            lines.add(Texts.get("hub.noTokenizer"));
        }
        return lines;
    }
}
