package dev.probeline.producer;

import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import dev.probeline.simulator.core.Truth;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * How far the measured latencies are from what the simulator really did, with many streams at one time in one process.
 * Not run by the build; from the project's root:
 * {@code ./mvnw -q test -pl probe-producer -am -Dtest=LatencyBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtest.jvm.options="-Dstreams=100 -Dseconds=20"}. Prints a table; the bar is 2 ms at p95 and 5 ms at p99. Its last
 * row is a control: how late this machine wakes a thread that only sleeps. Where that row is bad the machine is busy and
 * the others say nothing.
 */
public final class LatencyBenchmark {
    private static final int STREAMS = Integer.getInteger("streams", 100);
    private static final int SECONDS = Integer.getInteger("seconds", 20);
    private static final int WARM_UP_SECONDS = 5;
    private static final String MODELS = """
            models:
              chat: {first_token: {median: 300ms, sigma: 0.3}, inter_token: {median: 20ms, sigma: 0.3},
                     output_tokens: {median: 80, sigma: 0.1}}
            """;

    public static void main(String... args) throws InterruptedException {
        new LatencyBenchmark().run();
    }

    @Test
    void run() throws InterruptedException {
        ConcurrentLinkedQueue<ProbeResult> results = new ConcurrentLinkedQueue<>();
        try (Simulator simulator = new Simulator(Probing.simulator(MODELS));
                Probing probing = new Probing(new OkHttpClient())) {
            simulator.start();
            long cpu = cpuNanos();
            long start = System.nanoTime();
            ExecutorService threads = Executors.newFixedThreadPool(STREAMS);
            for (int i = 0; i < STREAMS; i++) {
                TargetProbe probe = probing.probe(simulator.baseUrl(), "model: chat, retries: []");
                long offset = i * 2_000L / STREAMS;
                threads.execute(() -> stream(probe, offset, start, results));
            }
            List<Double> control = wakeUps(start + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS));
            threads.shutdown();
            threads.awaitTermination(SECONDS + WARM_UP_SECONDS + 30, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            report(results, control, simulator, (cpuNanos() - cpu) / 1e9 / seconds, seconds);
        }
    }

    private static void stream(
            TargetProbe probe, long offsetMillis, long start, ConcurrentLinkedQueue<ProbeResult> results) {
        try {
            TimeUnit.MILLISECONDS.sleep(offsetMillis);
        } catch (InterruptedException e) {
            return;
        }
        long counted = start + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
        long end = counted + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            boolean counts = System.nanoTime() >= counted;
            ProbeResult result = Probing.run(probe).get(0);
            if (counts) {
                results.add(result);
            }
        }
    }

    /** Milliseconds by which sleeps of 10 ms were too long, for as long as the streams are measured. */
    private static List<Double> wakeUps(long from) throws InterruptedException {
        List<Double> late = new ArrayList<>();
        long end = from + TimeUnit.SECONDS.toNanos(SECONDS);
        for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
            TimeUnit.MILLISECONDS.sleep(10);
            if (before > from) {
                late.add((System.nanoTime() - before) / 1e6 - 10);
            }
        }
        return late;
    }

    private static void report(
            ConcurrentLinkedQueue<ProbeResult> results,
            List<Double> control,
            Simulator simulator,
            double cores,
            double seconds) {
        List<Double> ttft = new ArrayList<>();
        List<Double> total = new ArrayList<>();
        int failures = 0;
        for (ProbeResult result : results) {
            Truth truth = simulator.truth().find(result.getClientRequestId()).orElseThrow();
            if (result.getOutcome() != Outcome.success) {
                failures++;
                continue;
            }
            ttft.add(result.getTtftMs() - millis(truth.since(truth.firstContentNanos())));
            total.add(result.getLatencyMs() - millis(truth.since(truth.lastByteNanos())));
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d streams for %.0f s: %d probes, %d failures, %.2f cores for prober and simulator%n",
                STREAMS,
                seconds,
                results.size(),
                failures,
                cores);
        System.out.printf("%-24s %8s %8s %8s %8s%n", "measured − true, ms", "p50", "p95", "p99", "max");
        row("time to first token", ttft);
        row("total", total);
        row("control: a late wake-up", control);
    }

    private static void row(String name, List<Double> errors) {
        Collections.sort(errors);
        System.out.printf(
                Locale.ROOT,
                "%-24s %8.3f %8.3f %8.3f %8.3f%n",
                name,
                at(errors, 0.5),
                at(errors, 0.95),
                at(errors, 0.99),
                at(errors, 1));
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    private static double millis(OptionalLong nanos) {
        return nanos.orElseThrow() / 1e6;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
