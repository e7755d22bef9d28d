package org.tiltmeter.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Paired differences that two things have in common at once: the unit (template) they come from, and the
/// words that
/// stood for the two groups.
///
/// Where several words stand for a group, they are a sample of such words, just as the templates are a sample
/// of such
/// texts: what is true of these words only is not true of the group (Clark 1973, The language-as-fixed-effect
/// fallacy).
/// So words are drawn again with the templates, independently of them (the pigeonhole bootstrap of Owen 2007
/// for
/// crossed random effects, which errs on the side of wide intervals).
///
/// @param units number of templates
/// @param firstWords number of words of group A, or of word pairs where words are paired one to one
/// @param secondWords number of words of group B; 1 where words are paired one to one
/// @param sums of the differences, `[units][firstWords * secondWords]`
/// @param counts of the differences, likewise
public record CrossedSample(int units, int firstWords, int secondWords, double[][] sums, int[][] counts) {

    /// Sorts differences by template and words.
    ///
    /// @param unit template of each difference
    /// @param first word of group A in each
    /// @param second word of group B in each
    /// @param values the differences; all arrays `[values]`
    public static CrossedSample of(String[] unit, String[] first, String[] second, double[] values) {
        Map<String, Integer> units = new LinkedHashMap<>();
        Map<String, Integer> as = new LinkedHashMap<>();
        Map<String, Integer> bs = new LinkedHashMap<>();
        Map<String, Integer> pairs = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            units.putIfAbsent(unit[i], units.size());
            as.putIfAbsent(first[i], as.size());
            bs.putIfAbsent(second[i], bs.size());
            pairs.putIfAbsent(first[i] + "\u0000" + second[i], pairs.size());
        }
        boolean oneToOne = pairs.size() == Math.max(as.size(), bs.size()) && as.size() == bs.size();
        int rows = oneToOne ? pairs.size() : as.size();
        int columns = oneToOne ? 1 : bs.size();
        double[][] sums = new double[units.size()][rows * columns];
        int[][] counts = new int[units.size()][rows * columns];
        for (int i = 0; i < values.length; i++) {
            int cell = oneToOne
                    ? index(pairs, first[i] + "\u0000" + second[i])
                    : index(as, first[i]) * columns + index(bs, second[i]);
            sums[index(units, unit[i])][cell] += values[i];
            counts[index(units, unit[i])][cell]++;
        }
        return new CrossedSample(units.size(), rows, columns, sums, counts);
    }

    private static int index(Map<String, Integer> places, String key) {
        return java.util.Objects.requireNonNull(places.get(key));
    }

    /// Whether more than one word stands for a group, so that words count as a sample.
    public boolean hasSeveralWords() {
        return firstWords > 1 || secondWords > 1;
    }

    /// Whether the words are paired one to one.
    public boolean oneToOne() {
        return secondWords == 1;
    }

    /// Means over all differences of one word pair each, every template counting the same, `[firstWords]`; for
    /// words
    /// paired one to one.
    public double[] wordMeans() {
        double[] means = new double[firstWords];
        for (int word = 0; word < firstWords; word++) {
            double sum = 0;
            int templates = 0;
            for (int unit = 0; unit < units; unit++) {
                if (counts[unit][word] > 0) {
                    sum += sums[unit][word] / counts[unit][word];
                    templates++;
                }
            }
            means[word] = sum / templates;
        }
        return means;
    }

    /// Means of the resampled templates and words, in the unit of the differences, `[resamples]`.
    double[] resampledMeans(int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double mean = Double.NaN;
            while (Double.isNaN(mean)) {
                mean = mean(drawn(units, random), drawn(firstWords, random), drawn(secondWords, random));
            }
            means[r] = mean;
        }
        return means;
    }

    private static int[] drawn(int number, SplittableRandom random) {
        int[] times = new int[number];
        for (int i = 0; i < number; i++) {
            times[random.nextInt(number)]++;
        }
        return times;
    }

    /// The mean over templates of the mean within, each drawn so many times; NaN if the drawn words meet in no
    /// drawn
    /// template.
    private double mean(int[] unitTimes, int[] firstTimes, int[] secondTimes) {
        double total = 0;
        int templates = 0;
        for (int unit = 0; unit < units; unit++) {
            if (unitTimes[unit] == 0) {
                continue;
            }
            double sum = 0;
            long number = 0;
            for (int a = 0; a < firstWords; a++) {
                for (int b = 0; firstTimes[a] > 0 && b < secondWords; b++) {
                    int times = firstTimes[a] * secondTimes[b];
                    sum += times * sums[unit][a * secondWords + b];
                    number += (long) times * counts[unit][a * secondWords + b];
                }
            }
            if (number > 0) {
                total += unitTimes[unit] * sum / number;
                templates += unitTimes[unit];
            }
        }
        return total / templates;
    }
}
