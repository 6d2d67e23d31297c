package dev.probeline.producer.io;

import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The prober's own view of its probes, under the names that blackbox_exporter's dashboards and the LLM field know. The
 * events on Kafka are the product; these are for who looks at one process.
 */
public final class ProbeMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<String, LastProbe> last = new ConcurrentHashMap<>();

    public ProbeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void started(String target, Duration lag) {
        Timer.builder("llm.probe.schedule.lag")
                .description("From the instant a probe was due to its start.")
                .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100))
                .tags("target", target)
                .register(registry)
                .record(lag.isNegative() ? Duration.ZERO : lag);
    }

    void skipped(String target, String reason, long probes) {
        Counter.builder("llm.probe.skipped")
                .description("Probes that were due and not made.")
                .tags("target", target, "reason", reason)
                .register(registry)
                .increment((double) probes);
    }

    public void attempt(ProbeResult result) {
        Tags tags = tags(result);
        String errorType = result.getErrorType() == null ? "" : result.getErrorType();
        Counter.builder("llm.probe.attempts")
                .description("Calls made.")
                .tags(tags)
                .register(registry)
                .increment();
        if (result.getFinal$()) {
            Counter.builder("llm.probe.results")
                    .description("Probes by what they ended in.")
                    .tags(tags)
                    .tags("outcome", result.getOutcome().name(), "error_type", errorType)
                    .tag("fault_domain", result.getFaultDomain().name())
                    .register(registry)
                    .increment();
            last.computeIfAbsent(result.getTarget(), target -> new LastProbe(registry, tags))
                    .set(result);
        }
        time("llm.probe.time.to.first.token", tags, result.getTtftMs());
        time("llm.probe.inter.token.latency", tags, result.getInterTokenMs());
        time("llm.probe.max.inter.chunk.gap", tags, result.getMaxChunkGapMs());
        time("llm.provider.processing", tags, result.getServerProcessingMs());
        if (result.getOutputTokensPerSecond() != null) {
            DistributionSummary.builder("llm.probe.output.tokens.per.second")
                    .tags(tags)
                    .register(registry)
                    .record(result.getOutputTokensPerSecond());
        }
        tokens(tags, "input", result.getPromptTokens());
        tokens(tags, "output", result.getCompletionTokens());
    }

    /** Another instance probes this target now: our last word on it is no news. */
    void forget(String target) {
        LastProbe gone = last.remove(target);
        if (gone != null) {
            gone.remove();
        }
    }

    private void time(String name, Tags tags, Double millis) {
        if (millis != null) {
            Timer.builder(name)
                    .serviceLevelObjectives(BUCKETS)
                    .tags(tags)
                    .register(registry)
                    .record(Duration.ofNanos((long) (millis * 1e6)));
        }
    }

    private void tokens(Tags tags, String type, Long tokens) {
        if (tokens != null) {
            Counter.builder("llm.probe.tokens")
                    .description("Billed tokens as reported by the API.")
                    .tags(tags)
                    .tag("token_type", type)
                    .register(registry)
                    .increment((double) tokens);
        }
    }

    private static Tags tags(ProbeResult result) {
        return Tags.of(
                "region", result.getRegion(),
                "provider", result.getProvider(),
                "model", result.getModel(),
                "endpoint", result.getEndpoint(),
                "target", result.getTarget());
    }
}
