package org.tiltmeter.concept.causal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.TestResult;

/// What steering along a concept's direction does to a behavioural measure, against random directions of the same
/// length (METHODS: our reconstruction of a causal check; a response says what the direction can move in this
/// model, not that the model uses it so).
///
/// @param model the model's name
/// @param concept name of the concept
/// @param probes name of the probe set
/// @param questions what was asked
/// @param settings how it was computed
/// @param layer the layer whose input was moved
/// @param separation the unit of dose: the distance between the means of the concept's positive and negative texts
///     there
/// @param medianNorm median length of the residual stream there, over the neutral texts' tokens
/// @param neutral number of neutral texts
/// @param curve of the concept's direction
/// @param random curves of the random directions
/// @param steps intervals of what each dose of the concept's direction adds to the dose before, by resampling
///     templates
///     and pairs within
/// @param slopeInterval of the concept's slope, by resampling templates
/// @param slopeTest sign-flip test over templates of a slope of zero
/// @param randomP share of directions, the concept's counted among them, whose slope is at least as steep
public record SteeringStudy(
        String model,
        String concept,
        String probes,
        Questions.Comparison questions,
        SteeringSettings settings,
        int layer,
        double separation,
        double medianNorm,
        int neutral,
        SteeringCurve curve,
        List<SteeringCurve> random,
        List<Interval> steps,
        Interval slopeInterval,
        TestResult slopeTest,
        double randomP) {

    /// Copies the lists.
    public SteeringStudy {
        random = List.copyOf(random);
        steps = List.copyOf(steps);
    }

    /// Whether every larger dose moves the measure further the same way, and at every step by more than the choice of
    /// templates and pairs explains: no step's interval holds 0.
    @JsonIgnore
    public boolean isMonotoneBeyondChance() {
        return curve.isMonotone() && steps.stream().noneMatch(step -> step.contains(0));
    }

    /// Whether the measure follows the concept's dose at every step, more steeply than along every random direction,
    /// and over templates more than by chance.
    @JsonIgnore
    public boolean isSteering() {
        return isMonotoneBeyondChance() && randomP <= 1.0 / (1 + random.size()) + 1e-12 && !slopeInterval.contains(0);
    }

    /// How many random directions move the measure at least as steeply, at every step the same way or not: those that
    /// [#randomP] counts.
    public long randomAsSteep() {
        double own = Math.abs(curve.slope());
        return random.stream().filter(one -> Math.abs(one.slope()) >= own).count();
    }

    /// How many random directions move the measure at every step the same way, however little.
    public long randomMonotone() {
        return random.stream().filter(SteeringCurve::isMonotone).count();
    }
}
