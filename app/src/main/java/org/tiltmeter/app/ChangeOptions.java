package org.tiltmeter.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.routing.RoutingChange;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Option;

/// The changes to a model's routing that a command is asked to make, all of them at once.
final class ChangeOptions {

    @Option(
            names = "--silence",
            paramLabel = "LAYER:EXPERT",
            description = "Silences an expert, the next in order taking over; may be given several times.")
    private List<String> silenced = List.of();

    @Option(names = "--force", paramLabel = "LAYER:EXPERT", description = "Lets an expert be chosen for every token.")
    private List<String> forced = List.of();

    @Option(
            names = "--scale",
            paramLabel = "LAYER:EXPERT:FACTOR",
            description = "Multiplies the weight of an expert where it is chosen.")
    private List<String> scaled = List.of();

    @Option(names = "--top-k", paramLabel = "N", description = "Chooses so many experts for every token.")
    private @Nullable Integer count;

    @Option(
            names = "--top-p",
            paramLabel = "MASS",
            description = "Chooses the fewest experts whose probabilities pass this mass.")
    private @Nullable Double mass;

    @Option(
            names = "--weak",
            paramLabel = "RANK",
            description = "Weak routing: only the expert of this rank, with weight 1.")
    private @Nullable Integer weakRank;

    @Option(
            names = "--contrast",
            paramLabel = "PENALTY:RANK",
            description = "Sets the model's routing against weak routing of this rank (SCMoE: 0.5:3).")
    private @Nullable String contrast;

    ChangeOptions() {}

    /// The changes, in the order of the options above.
    ///
    /// @throws BadInputException if one is not written as it should be
    List<RoutingChange> changes() {
        List<RoutingChange> changes = new ArrayList<>();
        silenced.forEach(text -> changes.add(
                parsed("--silence", text, 2, parts -> new RoutingChange.Silence((int) parts[0], (int) parts[1]))));
        forced.forEach(text -> changes.add(
                parsed("--force", text, 2, parts -> new RoutingChange.Force((int) parts[0], (int) parts[1]))));
        scaled.forEach(text -> changes.add(parsed(
                "--scale",
                text,
                3,
                parts -> new RoutingChange.Scale((int) parts[0], (int) parts[1], parts[2], false))));
        if (count != null) {
            changes.add(new RoutingChange.Count(count));
        }
        if (mass != null) {
            changes.add(new RoutingChange.Mass(mass));
        }
        if (weakRank != null) {
            changes.add(new RoutingChange.WeakRank(weakRank));
        }
        if (contrast != null) {
            changes.add(
                    parsed("--contrast", contrast, 2, parts -> new RoutingChange.Contrast(parts[0], (int) parts[1])));
        }
        return changes;
    }

    private static RoutingChange parsed(
            String option, String text, int count, Function<double[], RoutingChange> change) {
        String[] parts = text.split(":", -1);
        if (parts.length == count) {
            try {
                return change.apply(
                        Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray());
            } catch (NumberFormatException notNumbers) {
                throw refusal(option, text, count, notNumbers);
            }
        }
        throw refusal(option, text, count, null);
    }

    private static BadInputException refusal(
            String option, String text, int count, @Nullable NumberFormatException cause) {
        String message = "The option %s takes %d numbers with colons between them, such as %s, not \"%s\"."
                .formatted(option, count, count == 2 ? "1:5" : "1:5:0.5", text);
        return cause == null ? new BadInputException(message) : new BadInputException(message, cause);
    }
}
