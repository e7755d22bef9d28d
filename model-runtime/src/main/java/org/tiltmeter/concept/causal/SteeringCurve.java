package org.tiltmeter.concept.causal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.statistics.Samples;

/// How a measure follows the dose of one direction.
///
/// @param doses in rising order
public record SteeringCurve(List<SteeringDose> doses) {

    /// Copies the list.
    public SteeringCurve {
        doses = List.copyOf(doses);
    }

    /// The measure at each dose, `[doses]`.
    public double[] measures() {
        return doses.stream().mapToDouble(SteeringDose::measure).toArray();
    }

    /// Whether every larger dose moves the measure further the same way.
    @JsonIgnore
    public boolean isMonotone() {
        return monotone(measures());
    }

    static boolean monotone(double[] values) {
        int rising = 0;
        int falling = 0;
        for (int i = 1; i < values.length; i++) {
            rising += values[i] > values[i - 1] ? 1 : 0;
            falling += values[i] < values[i - 1] ? 1 : 0;
        }
        return Math.max(rising, falling) == values.length - 1;
    }

    /// Rank correlation of dose and measure, −1 … 1; 0 where the measure does not change at all.
    public double trend() {
        double correlation = Correlation.spearman(doseValues(), measures());
        return Double.isNaN(correlation) ? 0 : correlation;
    }

    /// Least squares slope of the measure over the dose: units of the measure per unit of dose.
    public double slope() {
        return slope(doseValues(), measures());
    }

    private double[] doseValues() {
        return doses.stream().mapToDouble(SteeringDose::dose).toArray();
    }

    /// Least squares slope of y over x.
    static double slope(double[] x, double[] y) {
        double meanX = Samples.mean(x);
        double meanY = Samples.mean(y);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        return products / squares;
    }
}
