package org.tiltmeter.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/// Least squares within clusters, with standard errors that allow for dependence within each (Liang and Zeger
/// 1986, with
/// the usual small-sample factor).
///
/// Values and predictors are centred within each cluster, so that differences between clusters play no part.
///
/// @param coefficients one per predictor
/// @param standardErrors one per predictor
/// @param p two-sided, Student's t with clusters − 1 degrees of freedom
/// @param clusters number of clusters
public record ClusteredRegression(double[] coefficients, double[] standardErrors, double[] p, int clusters) {

    /// Fits.
    ///
    /// @param values `[observations]`
    /// @param predictors `[observations][predictors]`
    /// @param clusters cluster of each observation, `[observations]`; at least two different ones
    /// @throws IllegalArgumentException if the predictors do not determine the coefficients
    public static ClusteredRegression of(double[] values, double[][] predictors, String[] clusters) {
        int n = values.length;
        int k = predictors[0].length;
        Map<String, Integer> index = new LinkedHashMap<>();
        for (String cluster : clusters) {
            index.putIfAbsent(cluster, index.size());
        }
        int groups = index.size();
        double[][] sums = new double[groups][k + 1];
        int[] counts = new int[groups];
        for (int i = 0; i < n; i++) {
            int group = index.getOrDefault(clusters[i], 0);
            counts[group]++;
            sums[group][k] += values[i];
            for (int j = 0; j < k; j++) {
                sums[group][j] += predictors[i][j];
            }
        }
        RealMatrix x = MatrixUtils.createRealMatrix(n, k);
        RealVector y = MatrixUtils.createRealVector(new double[n]);
        for (int i = 0; i < n; i++) {
            int group = index.getOrDefault(clusters[i], 0);
            y.setEntry(i, values[i] - sums[group][k] / counts[group]);
            for (int j = 0; j < k; j++) {
                x.setEntry(i, j, predictors[i][j] - sums[group][j] / counts[group]);
            }
        }
        RealMatrix gram = x.transposeMultiply(x);
        if (groups < 2 || new SingularValueDecomposition(gram).getRank() < k) {
            throw new IllegalArgumentException("the predictors do not vary enough within the clusters");
        }
        RealMatrix inverse = new QRDecomposition(gram).getSolver().getInverse();
        RealVector coefficients = inverse.operate(x.preMultiply(y));
        RealVector residuals = y.subtract(x.operate(coefficients));
        double[][] scores = new double[groups][k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                scores[index.getOrDefault(clusters[i], 0)][j] += x.getEntry(i, j) * residuals.getEntry(i);
            }
        }
        RealMatrix meat = MatrixUtils.createRealMatrix(k, k);
        for (double[] score : scores) {
            RealVector vector = MatrixUtils.createRealVector(score);
            meat = meat.add(vector.outerProduct(vector));
        }
        double factor = groups / (groups - 1.0) * (n - 1.0) / Math.max(1, n - k - groups);
        RealMatrix covariance = inverse.multiply(meat).multiply(inverse).scalarMultiply(factor);
        double[] errors = new double[k];
        double[] p = new double[k];
        TDistribution t = new TDistribution(groups - 1);
        for (int j = 0; j < k; j++) {
            errors[j] = Math.sqrt(Math.max(0, covariance.getEntry(j, j)));
            p[j] = errors[j] > 0
                    ? 2 * t.cumulativeProbability(-Math.abs(coefficients.getEntry(j)) / errors[j])
                    : coefficients.getEntry(j) == 0 ? 1 : 0;
        }
        return new ClusteredRegression(coefficients.toArray(), errors, p, groups);
    }

    /// Interval of one coefficient.
    public Interval interval(int predictor, double level) {
        double t = new TDistribution(clusters - 1).inverseCumulativeProbability(1 - (1 - level) / 2);
        return new Interval(
                coefficients[predictor] - t * standardErrors[predictor],
                coefficients[predictor] + t * standardErrors[predictor],
                level);
    }
}
