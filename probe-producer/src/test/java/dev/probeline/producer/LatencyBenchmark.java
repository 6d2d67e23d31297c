package dev.probeline.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import dev.probeline.producer.core.Schedule;
import dev.probeline.producer.io.Metronome;
import dev.probeline.producer.io.Ownership;
import dev.probeline.producer.io.ProbeMeters;
import dev.probeline.producer.io.ProbePool;
import dev.probeline.producer.io.Roster;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How far the measured latencies are from what the simulator really did, at growing rates of two-second streams that
 * one prober schedules, and how much of a processor it needs. Not run by the build; from the project's root:
 * {@code ./mvnw -q test -pl probe-producer -am -Dtest=LatencyBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtest.jvm.options="-Drates=50,100,200,400 -Dseconds=15"}. The bar, at 100 probes a second: time to first token
 * within 2 ms at p95 and 5 ms at p99, with one core. The last columns are a control: how late this machine wakes a
 * thread that only sleeps. Where they are bad the machine is busy and the others say nothing.
 */
public final class LatencyBenchmark {
    private static final String RATES = System.getProperty("rates", "50,100,200,400");
    private static final int SECONDS = Integer.getInteger("seconds", 15);
    /** Before that the just-in-time compilers of both processes need more of the machine than the probes do. */
    private static final int WARM_UP_SECONDS = 20;

    private static final int INTERVAL_SECONDS = 4;
    private static final String MODELS = """
            models:
              chat: {first_token: {median: 300ms, sigma: 0.3}, inter_token: {median: 20ms, sigma: 0.3},
                     output_tokens: {median: 80, sigma: 0.1}, limits: {requests_per_minute: 1000000,
                     tokens_per_minute: 1000000000}}
            """;

    @Test
    void run(@TempDir Path folder) throws Exception {
        System.out.printf(
                "%n%8s %6s %7s %6s %7s | %23s | %15s | %8s | %6s %6s | %15s%n",
                "", "", "", "", "", "TTFT, measured − true", "total", "lag", "prober", "sim.", "late wake-up");
        System.out.printf(
                "%8s %6s %7s %6s %7s | %7s %7s %7s | %7s %7s | %8s | %6s %6s | %7s %7s%n",
                "probes/s",
                "open",
                "probes",
                "failed",
                "skipped",
                "p50",
                "p95",
                "p99",
                "p95",
                "p99",
                "p99",
                "cores",
                "cores",
                "p95",
                "p99");
        for (int rate : Stream.of(RATES.split(",")).map(Integer::valueOf).toList()) {
            try (SimulatorProcess simulator = SimulatorProcess.start(folder, MODELS);
                    Probing probing = new Probing(new OkHttpClient())) {
                measure(rate, simulator, probing);
            }
        }
    }

    private static void measure(int rate, SimulatorProcess simulator, Probing probing) throws Exception {
        Queue<ProbeResult> results = new ConcurrentLinkedQueue<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ProbePool pool = new ProbePool(
                rate * INTERVAL_SECONDS,
                Probing.governor(),
                results::add,
                new ProbeMeters(registry),
                Clock.systemUTC());
        Metronome metronome = new Metronome(roster(rate, simulator, probing), Ownership.ALL, pool, Clock.systemUTC());
        metronome.start();
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        double skippedBefore = skipped(registry);
        Instant begin = Instant.now();
        long start = System.nanoTime();
        long cpu = cpuNanos();
        Duration simulated = simulator.cpu();
        List<Double> control = wakeUps();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cores = (cpuNanos() - cpu) / 1e9 / seconds;
        double others = simulator.cpu().minus(simulated).toNanos() / 1e9 / seconds;
        Instant end = Instant.now();
        double skipped = skipped(registry) - skippedBefore;
        metronome.stopStarting();
        metronome.drain(Duration.ofSeconds(5));
        List<ProbeResult> counted = results.stream()
                .filter(result -> result.getScheduledAt().isAfter(begin)
                        && result.getScheduledAt().isBefore(end))
                .toList();
        report(rate, counted, simulator.truth(), skipped, cores, others, control);
    }

    private static Roster roster(int rate, SimulatorProcess simulator, Probing probing) {
        Map<String, Roster.Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < rate * INTERVAL_SECONDS; i++) {
            String name = "t" + i;
            TargetProbe probe =
                    probing.probe(simulator.baseUrl(), "name: " + name + ", model: chat, interval: 4s, retries: []");
            entries.put(name, new Roster.Entry(Schedule.of(Duration.ofSeconds(INTERVAL_SECONDS), "eu", name), probe));
        }
        return new Roster(entries);
    }

    /** Milliseconds by which sleeps of 10 ms were too long, for as long as is measured. */
    private static List<Double> wakeUps() throws InterruptedException {
        List<Double> late = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
            TimeUnit.MILLISECONDS.sleep(10);
            late.add((System.nanoTime() - before) / 1e6 - 10);
        }
        return late;
    }

    private static void report(
            int rate,
            List<ProbeResult> results,
            Map<String, JsonNode> truth,
            double skipped,
            double cores,
            double others,
            List<Double> control) {
        List<Double> ttft = new ArrayList<>();
        List<Double> total = new ArrayList<>();
        List<Double> lag = new ArrayList<>();
        double open = 0;
        int failures = 0;
        for (ProbeResult result : results) {
            JsonNode real = truth.get(result.getClientRequestId());
            lag.add((double) Duration.between(result.getScheduledAt(), result.getStartedAt())
                    .toMillis());
            if (result.getOutcome() != Outcome.success || real == null) {
                failures++;
                continue;
            }
            open += result.getLatencyMs() / 1e3 / SECONDS;
            ttft.add(result.getTtftMs() - real.get("first_content_ms").asDouble());
            total.add(result.getLatencyMs() - real.get("last_byte_ms").asDouble());
        }
        System.out.printf(
                Locale.ROOT,
                "%8d %6.0f %7d %6d %7.0f | %7.2f %7.2f %7.2f | %7.2f %7.2f | %8.0f | %6.2f %6.2f | %7.2f %7.2f%n",
                rate,
                open,
                results.size(),
                failures,
                skipped,
                at(ttft, 0.5),
                at(ttft, 0.95),
                at(ttft, 0.99),
                at(total, 0.95),
                at(total, 0.99),
                at(lag, 0.99),
                cores,
                others,
                at(control, 0.95),
                at(control, 0.99));
    }

    private static double at(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    private static double skipped(SimpleMeterRegistry registry) {
        return registry.find("llm.probe.skipped").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
