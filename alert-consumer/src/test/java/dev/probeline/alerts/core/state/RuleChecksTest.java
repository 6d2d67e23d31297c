package dev.probeline.alerts.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Windows;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many rule checks one thread makes, state decoded from and encoded to its changelog form at every record, with half
 * of the rules in CEL and one of each kind that remembers. The full size is 10,000 series:
 * {@code -Dprobeline.rule.checks.series=10000}.
 */
class RuleChecksTest {
    private static final int SERIES = Integer.getInteger("probeline.rule.checks.series", 500);
    private static final int ROUNDS = Integer.getInteger("probeline.rule.checks.rounds", 20);
    private static final int RULES = 20;

    /** The thread's own time, for a test shares its cores with others. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void oneThreadKeepsUpWithTenThousandSeriesAndTwentyRules() throws Exception {
        List<Rule> rules = rules();
        HeapStates states = new HeapStates();
        RuleEngine engine = new RuleEngine(rules, states, Duration.ofHours(25));
        List<String> series = IntStream.range(0, SERIES)
                .mapToObj(i ->
                        new SeriesKey("openai", "model-" + i, "chat/completions", "eu-west", "chat", "main").toString())
                .toList();
        long before = used();
        long checks = 0;
        long nanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Instant end = Windows.START.plusSeconds(10L * round);
            ProbeMetrics good = Windows.of(10, 0, end, 0).build();
            ProbeMetrics bad = Windows.of(10, 4, end, 0).build();
            long start = THREAD.getCurrentThreadCpuTime();
            for (int i = 0; i < SERIES; i++) {
                engine.hear(series.get(i), (i + round) % 50 == 0 ? bad : good);
            }
            if (round >= ROUNDS / 2) {
                nanos += THREAD.getCurrentThreadCpuTime() - start;
                checks += (long) SERIES * RULES;
            }
        }
        double perSecond = checks / (nanos / 1e9);
        System.out.printf(
                Locale.ROOT,
                "%,.0f rule checks/s on one thread, %d series x %d rules; state %,d bytes a series, heap %,d bytes a"
                        + " series%n",
                perSecond,
                SERIES,
                RULES,
                states.bytes() / SERIES,
                (used() - before) / SERIES);
        assertThat(perSecond).isGreaterThan(20_000);
    }

    private List<Rule> rules() throws IOException, InvalidConfigException {
        StringBuilder yaml = new StringBuilder("groups:\n  - name: g\n    rules:\n");
        for (int i = 0; i < RULES - 3; i++) {
            String when = i % 2 == 0
                    ? "latency.p95 > " + (5 + i) + "s"
                    : "latency.p95 > duration('" + (5 + i) + "s') && probes >= 5 || error_rate > 0.5";
            rule(yaml, "R" + i, "when: " + when);
        }
        rule(yaml, "Burn", "burn_rate: {objective: 99.9%}");
        rule(yaml, "Forecast", "forecast: {of: ratelimit_headroom.tokens, exhausted_within: 30m}");
        rule(yaml, "Anomaly", "anomaly: {of: latency.p50}");
        Path file = Files.writeString(folder.resolve("rules.yml"), yaml);
        return RuleBook.load(List.of(file));
    }

    private static void rule(StringBuilder yaml, String name, String condition) {
        yaml.append("      - alert: ").append(name).append("\n        window: 1m\n        for: 1m\n        ");
        yaml.append(condition).append('\n');
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
