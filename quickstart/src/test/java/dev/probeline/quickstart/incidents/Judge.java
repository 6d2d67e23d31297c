package dev.probeline.quickstart.incidents;

import com.amazon.randomcutforest.RandomCutForest;
import dev.probeline.alerts.core.learn.Memory;
import dev.probeline.alerts.core.learn.SeasonalBaseline;
import dev.probeline.alerts.core.learn.Surprise;
import java.time.Duration;
import java.time.Instant;

/** Says of each value of one series how unusual it is, and learns it. */
interface Judge {
    double score(Instant at, double value);

    /** The one the service uses: usual deviations above what is expected. */
    static Judge seasonalBaseline() {
        SeasonalBaseline baseline = new SeasonalBaseline(Duration.ofMinutes(1));
        Memory[] memory = {Memory.NONE};
        return (at, value) -> {
            double score = baseline.judge(memory[0], at, value)
                    .map(Surprise::deviations)
                    .orElse(0.0);
            memory[0] = baseline.learn(memory[0], at, value);
            return score;
        };
    }

    /** The usual 50 trees of 256 points, over the last eight minutes, in logarithms as the other. */
    static Judge randomCutForest(long seed) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(8)
                .shingleSize(8)
                .internalShinglingEnabled(true)
                .numberOfTrees(50)
                .sampleSize(256)
                .outputAfter(256)
                .randomSeed(seed)
                .build();
        return (at, value) -> {
            float[] point = {(float) Math.log(value)};
            double score = forest.getAnomalyScore(point);
            forest.update(point);
            return score;
        };
    }
}
