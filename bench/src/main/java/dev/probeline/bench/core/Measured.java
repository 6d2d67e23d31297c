package dev.probeline.bench.core;

import java.util.List;

/** A row with the runs that were made of it, in the order of the rounds. */
public record Measured(Row row, List<Run> runs) {
    public Measured {
        runs = List.copyOf(runs);
    }

    public Median recordsPerSecond() {
        return Median.of(runs, Run::recordsPerSecond);
    }

    public Median cpuSecondsPerMillion() {
        return Median.of(runs, Run::cpuSecondsPerMillion);
    }

    public Median peakRssBytes() {
        return Median.of(runs, Run::peakRssBytes);
    }

    /** How many times as fast as the other: the median over rounds, whose two runs were made close together. */
    public double timesAsFastAs(Measured other) {
        double[] ratios = new double[Math.min(runs.size(), other.runs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i).recordsPerSecond() / other.runs.get(i).recordsPerSecond();
        }
        return Median.of(ratios).value();
    }
}
