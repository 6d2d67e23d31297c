package dev.probeline.quickstart.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * How well a value without a threshold finds the incidents that show in latency, beside a Random Cut Forest. An alarm is
 * five unusual minutes in a row; it is right if an incident explains it. Two days without incidents come first. The full
 * length is {@code -Dprobeline.incidents.each=20}.
 */
class AnomalyTest {
    private static final int EACH = Integer.getInteger("probeline.incidents.each", 2);
    private static final long SEED = Long.getLong("probeline.incidents.seed", 1);
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final int IN_A_ROW = 5;

    /** What the rule LatencyUnusual has. */
    private static final double DEVIATIONS = 6;

    private record Value(Instant at, double latencyMs) {}

    private record Score(int alarms, int right, int found, int incidents) {
        double precision() {
            return alarms == 0 ? 1 : (double) right / alarms;
        }

        double recall() {
            return (double) found / incidents;
        }

        double f1() {
            double sum = precision() + recall();
            return sum == 0 ? 0 : 2 * precision() * recall() / sum;
        }
    }

    @Test
    void theSeasonalBaselineFindsWhatShowsInLatencyAndLittleElse() {
        List<Incident> incidents = Incidents.each(
                SEED,
                START.plus(Duration.ofDays(2)),
                EACH,
                Simulation.REGIONS,
                List.of(Incident.Kind.SLOW_CREEP, Incident.Kind.STEP));
        Instant end = incidents.get(incidents.size() - 1).end().plus(Duration.ofHours(12));
        Map<String, List<Value>> latencies = latencies(incidents, Duration.between(START, end));

        System.out.printf(
                "%d incidents over %d days, %d series, by-minute medians%n",
                incidents.size(), Duration.between(START, end).toDays(), latencies.size());
        System.out.printf(
                "%-18s %9s %10s %8s %6s %7s%n", "detector", "threshold", "precision", "recall", "F1", "alarms");
        Score rule = null;
        for (double deviations : new double[] {3, 4, 5, DEVIATIONS, 8}) {
            Score score = score(Judge::seasonalBaseline, deviations, latencies, incidents);
            print("seasonal baseline", deviations, score);
            rule = deviations == DEVIATIONS ? score : rule;
        }
        Score bestForest = null;
        for (double threshold : DoubleStream.of(1, 1.2, 1.5, 2, 2.5, 3).toArray()) {
            Score score = score(() -> Judge.randomCutForest(SEED), threshold, latencies, incidents);
            print("random cut forest", threshold, score);
            bestForest = bestForest == null || score.f1() > bestForest.f1() ? score : bestForest;
        }
        assertThat(rule.precision()).isGreaterThanOrEqualTo(0.9);
        assertThat(rule.recall()).isGreaterThanOrEqualTo(0.9);
        assertThat(rule.f1())
                .as("the rule's own threshold beside the forest's best one")
                .isGreaterThan(bestForest.f1());
    }

    private static void print(String detector, double threshold, Score score) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %9.1f %9.0f%% %7.0f%% %6.2f %7d%n",
                detector,
                threshold,
                100 * score.precision(),
                100 * score.recall(),
                score.f1(),
                score.alarms());
    }

    private static Map<String, List<Value>> latencies(List<Incident> incidents, Duration length) {
        Map<String, List<Value>> latencies = new TreeMap<>();
        new Simulation(SEED, incidents, START, length, Duration.ofSeconds(5))
                .run(
                        Simulation.minutes(),
                        (series, record) -> {
                            if (record.getFinal$()
                                    && record.getRevision() == 0
                                    && record.getLatencyMs().getP50() != null
                                    && !series.contains("*")) {
                                latencies
                                        .computeIfAbsent(series, key -> new ArrayList<>())
                                        .add(new Value(
                                                record.getWindowEnd(),
                                                record.getLatencyMs().getP50()));
                            }
                        },
                        now -> {});
        return latencies;
    }

    private static Score score(
            Supplier<Judge> judges, double threshold, Map<String, List<Value>> latencies, List<Incident> incidents) {
        List<Instant> alarms = new ArrayList<>();
        int found = 0;
        for (List<Value> series : latencies.values()) {
            List<Instant> own = alarms(judges.get(), threshold, series);
            found += (int) incidents.stream()
                    .filter(incident -> own.stream().anyMatch(incident::explains))
                    .count();
            alarms.addAll(own);
        }
        int right = (int) alarms.stream()
                .filter(at -> incidents.stream().anyMatch(incident -> incident.explains(at)))
                .count();
        return new Score(alarms.size(), right, found, incidents.size() * latencies.size());
    }

    private static List<Instant> alarms(Judge judge, double threshold, List<Value> series) {
        List<Instant> alarms = new ArrayList<>();
        int unusual = 0;
        for (Value value : series) {
            unusual = judge.score(value.at(), value.latencyMs()) > threshold ? unusual + 1 : 0;
            if (unusual == IN_A_ROW) {
                alarms.add(value.at());
            }
        }
        return alarms;
    }
}
