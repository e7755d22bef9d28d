package org.tiltmeter.model;

/// One change that is made in every forward pass. `docs/interventions.md` says what each does to the formulas, for each
/// kind of router. An expert is named by the absolute index of its layer and its own index, both from 0; shared experts
/// are not among them. Whether an intervention suits a model is checked when it is given to the model.
public sealed interface Intervention {

    /// How an expert is silenced.
    enum Silence {
        /// It cannot be chosen, and the next one in order is taken instead. The others' scores stay.
        NEXT_TAKES_OVER,
        /// It is chosen as always, but what it gives counts nothing; the others keep their weights.
        OUTPUT_ZERO
    }

    /// Keeps an expert from having a say.
    record SilenceExpert(int layer, int expert, Silence how, Positions at) implements Intervention {}

    /// SteerMoE (arXiv 2509.09660): sets the router's log-softmax of an expert to 0.01 above the highest, so that it is
    /// chosen, or to 0.01 below the lowest, so that it is not, before weights are made of the scores.
    ///
    /// @param active whether the expert is forced to be chosen, or else kept from it
    record SteerExpert(int layer, int expert, boolean active, Positions at) implements Intervention {}

    /// Multiplies the weight of an expert where it is chosen.
    ///
    /// @param factor 0 or more
    /// @param keepSum whether the weights of a token's experts are then scaled together so that their sum stays
    record ScaleExpert(int layer, int expert, double factor, boolean keepSum, Positions at) implements Intervention {}

    /// Chooses another number of experts than the model does, for every token.
    record ChooseCount(int layer, int count) implements Intervention {}

    /// Dynamic routing by mass: for every token the fewest most probable experts whose router probabilities together
    /// pass this mass, weighted by these probabilities without renormalising.
    ///
    /// @param mass above 0 and below 1
    record ChooseByMass(int layer, double mass) implements Intervention {}

    /// Weak routing as in SCMoE: for every token only the expert of this rank, with the weight 1.
    ///
    /// @param rank 1 for the expert that the router likes best
    record ChooseRank(int layer, int rank) implements Intervention {}

    /// Gives tokens the experts and applied weights of another run, by position; router and experts still see this
    /// run's activations. Positions behind the end of the other run keep their own.
    record ImposeRouting(RoutingTrace routing, Positions at) implements Intervention {

        /// The layer of the other run's routing.
        public int layer() {
            return routing.layer();
        }
    }

    /// Lets the routed experts work on another run's input, by position, so that each gives what it would have given
    /// there; the router still sees this run's activations, and so do shared experts. The routing stays this run's
    /// unless it is imposed as well.
    ///
    /// @param values [BranchTrace#feedForwardInput()] of the other run, `[tokens, hidden size]`
    record ImposeExpertInputs(int layer, Matrix values, Positions at) implements Intervention {}

    /// Replaces vectors by those of another run, by position.
    ///
    /// @param values `[tokens, hidden size]`; positions behind the last row keep their own
    record Impose(Place place, Matrix values, Positions at) implements Intervention {}

    /// Adds `coefficient * direction`.
    ///
    /// @param direction `[hidden size]`, used as long as it is
    record AddDirection(Place place, float[] direction, double coefficient, Positions at) implements Intervention {}

    /// Takes away the part along a direction: `h - (h . u) u` with `u` the direction at length 1.
    ///
    /// @param direction `[hidden size]`, not 0
    record ProjectOut(Place place, float[] direction, Positions at) implements Intervention {}

    /// Replaces by 0 what a head of softmax attention found, before the output projection.
    record SilenceHead(int layer, int head, Positions at) implements Intervention {}

    /// Replaces by 0 some neurons of a dense feed-forward network, before its last matrix.
    record SilenceNeurons(int layer, int[] neurons, Positions at) implements Intervention {}

    /// Replaces some neurons of a dense feed-forward network by those of another run, by position.
    ///
    /// @param activations of all neurons of the layer in the other run, `[tokens, neurons]`
    record ImposeNeurons(NeuronTrace activations, int[] neurons, Positions at) implements Intervention {

        /// The layer of the other run's neurons.
        public int layer() {
            return activations.layer();
        }
    }
}
