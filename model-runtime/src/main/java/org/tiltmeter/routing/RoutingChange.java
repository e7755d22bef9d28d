package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Positions;

/// A change to a model's routing, for every token of every text.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RoutingChange.Silence.class, name = "silence"),
    @JsonSubTypes.Type(value = RoutingChange.Force.class, name = "force"),
    @JsonSubTypes.Type(value = RoutingChange.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = RoutingChange.Count.class, name = "count"),
    @JsonSubTypes.Type(value = RoutingChange.Mass.class, name = "mass"),
    @JsonSubTypes.Type(value = RoutingChange.WeakRank.class, name = "weak_rank"),
    @JsonSubTypes.Type(value = RoutingChange.Contrast.class, name = "contrast")
})
public sealed interface RoutingChange {

    /// Keeps an expert from having a say.
    record Silence(int layer, int expert, Intervention.Silence how) implements RoutingChange {

        /// The next expert in order takes its place.
        public Silence(int layer, int expert) {
            this(layer, expert, Intervention.Silence.NEXT_TAKES_OVER);
        }
    }

    /// Lets an expert be chosen for every token (SteerMoE).
    record Force(int layer, int expert) implements RoutingChange {}

    /// Multiplies the weight of an expert where it is chosen.
    ///
    /// @param factor 0 or more
    /// @param keepSum whether the token's weights keep their sum
    record Scale(int layer, int expert, double factor, boolean keepSum) implements RoutingChange {}

    /// Chooses another number of experts for every token, in every expert layer.
    record Count(int count) implements RoutingChange {}

    /// Chooses the fewest experts whose probabilities pass a mass, in every expert layer.
    record Mass(double mass) implements RoutingChange {}

    /// Weak routing as in SCMoE: only the expert of this rank, with weight 1, in every expert
    /// layer.
    record WeakRank(int rank) implements RoutingChange {}

    /// Strong against weak routing (SCMoE): logits (1 + penalty) z of the model's own routing −
    /// penalty z of weak routing. SCMoE's mask of improbable words belongs to writing: a masked
    /// word would have the probability 0, so texts are scored without it.
    ///
    /// @param penalty 0 or more; SCMoE takes 0.5
    /// @param weakRank the rank of weak routing; SCMoE's example takes the third
    record Contrast(double penalty, int weakRank) implements RoutingChange {}

    /// An expert, by layer and index.
    ///
    /// @param layer absolute index of the layer
    /// @param expert index of the expert
    record Place(int layer, int expert) {}

    /// The one expert that is changed, if it is one.
    default Optional<Place> place() {
        return switch (this) {
            case Silence silence -> Optional.of(new Place(silence.layer(), silence.expert()));
            case Force force -> Optional.of(new Place(force.layer(), force.expert()));
            case Scale scale -> Optional.of(new Place(scale.layer(), scale.expert()));
            case Count count -> Optional.empty();
            case Mass mass -> Optional.empty();
            case WeakRank weak -> Optional.empty();
            case Contrast contrast -> Optional.empty();
        };
    }

    /// The same at another expert; where no single expert is changed, the same.
    default RoutingChange at(Place other) {
        return switch (this) {
            case Silence silence -> new Silence(other.layer(), other.expert(), silence.how());
            case Force force -> new Force(other.layer(), other.expert());
            case Scale scale -> new Scale(other.layer(), other.expert(), scale.factor(), scale.keepSum());
            case Count count -> count;
            case Mass mass -> mass;
            case WeakRank weak -> weak;
            case Contrast contrast -> contrast;
        };
    }

    /// The model's intervention in one layer, if the change acts there by one.
    private Optional<Intervention> in(int layer) {
        return switch (this) {
            case Silence silence ->
                silence.layer() == layer
                        ? Optional.of(
                                new Intervention.SilenceExpert(layer, silence.expert(), silence.how(), Positions.all()))
                        : Optional.empty();
            case Force force ->
                force.layer() == layer
                        ? Optional.of(new Intervention.SteerExpert(layer, force.expert(), true, Positions.all()))
                        : Optional.empty();
            case Scale scale ->
                scale.layer() == layer
                        ? Optional.of(new Intervention.ScaleExpert(
                                layer, scale.expert(), scale.factor(), scale.keepSum(), Positions.all()))
                        : Optional.empty();
            case Count count -> Optional.of(new Intervention.ChooseCount(layer, count.count()));
            case Mass mass -> Optional.of(new Intervention.ChooseByMass(layer, mass.mass()));
            case WeakRank weak -> Optional.of(new Intervention.ChooseRank(layer, weak.rank()));
            case Contrast contrast -> Optional.empty();
        };
    }

    /// The model under changes, all of them at once.
    ///
    /// @throws org.tiltmeter.work.BadInputException if a change does not suit the model
    static org.tiltmeter.model.LanguageModel applied(
            org.tiltmeter.model.LanguageModel model, java.util.List<RoutingChange> changes) {
        return RoutingChanges.applied(model, changes, RoutingChange::in);
    }
}
