package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.producer.core.Schedule;
import dev.probeline.producer.io.Metronome;
import dev.probeline.producer.io.Ownership;
import dev.probeline.producer.io.ProbeMeters;
import dev.probeline.producer.io.ProbePool;
import dev.probeline.producer.io.Roster;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.Simulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** An API with limits, and how a target that is probed too often keeps clear of them. */
class RestraintIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int INTERVAL_MS = 100;

    private final List<ProbeResult> results = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void neverUsesUpWhatTheKeyIsAllowed() throws InterruptedException {
        // Ten a second would need all forty within four seconds.
        String models = "models: {chat: {first_token: {median: 1ms}, output_tokens: {median: 1},"
                + " limits: {requests_per_minute: 40, tokens_per_minute: 1000000}}}";
        probeUntil(models, () -> skipped("stretched_requests") >= 60);
        assertThat(results).extracting(ProbeResult::getErrorType).containsOnlyNulls();
        assertThat(results.get(0).getIntervalMs()).isEqualTo(INTERVAL_MS);
        assertThat(last().getIntervalMs()).isGreaterThanOrEqualTo(4 * INTERVAL_MS);
    }

    @Test
    void honoursRetryAfterAndThenGoesOn() throws InterruptedException {
        String models = "models: {chat: {first_token: {median: 1ms}, output_tokens: {median: 1}}}\n"
                + "faults: [{fault: http_503, with: {retry_after: 2s}, for: 10s}]";
        probeUntil(models, () -> results.size() >= 2);
        ProbeResult refused = results.get(0);
        assertThat(refused.getRetryAfterMs()).isEqualTo(2_000);
        assertThat(Duration.between(refused.getCompletedAt(), results.get(1).getStartedAt()))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertThat(skipped("retry_after")).isGreaterThanOrEqualTo(15);
    }

    private void probeUntil(String simulated, Callable<Boolean> condition) throws InterruptedException {
        try (Simulator simulator = new Simulator(Probing.simulator(simulated));
                Probing probing = new Probing(new OkHttpClient())) {
            simulator.start();
            String settings = "model: chat, interval: " + INTERVAL_MS + "ms, retries: []";
            Roster.Entry entry =
                    new Roster.Entry(new Schedule(INTERVAL_MS, 0), probing.probe(simulator.baseUrl(), settings));
            ProbePool pool =
                    new ProbePool(8, Probing.governor(), results::add, new ProbeMeters(registry), Clock.systemUTC());
            Metronome metronome = new Metronome(new Roster(Map.of("a", entry)), Ownership.ALL, pool, Clock.systemUTC());
            metronome.start();
            await().atMost(PATIENCE).until(condition);
            metronome.stopStarting();
            metronome.drain(Duration.ofSeconds(1));
        }
    }

    private ProbeResult last() {
        return results.get(results.size() - 1);
    }

    private double skipped(String reason) {
        return registry.find("llm.probe.skipped").tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
