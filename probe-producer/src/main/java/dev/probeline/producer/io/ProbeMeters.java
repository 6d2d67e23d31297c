package dev.probeline.producer.io;

import dev.probeline.producer.config.Target;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/**
 * The prober's own view of its probes, under the names that blackbox_exporter's dashboards and the LLM field know. The
 * events on Kafka are the product; these are for who looks at one process.
 */
public final class ProbeMeters {
    /** Why a probe is skipped by a prober that is not up to it: counted from 0 on, so that the first one shows in a rate. */
    private static final List<String> OUR_OWN_REASONS = List.of("late", "still_running", "concurrency");

    private final MeterRegistry registry;
    private final GenAiMeters genAi;
    private final Map<String, LastProbe> last = new ConcurrentHashMap<>();
    private final ReadWriteLock recording = new ReentrantReadWriteLock();
    /** By target; null until it is said what is probed: all may be recorded then. */
    private Map<String, String> models;

    public ProbeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.genAi = new GenAiMeters(registry);
    }

    /** What is probed from now on; nothing is shown any more of what is not, nor of what of it is still under way. */
    public void targets(List<Target> targets) {
        recording.writeLock().lock();
        try {
            genAi.targets(targets);
            models = targets.stream().collect(Collectors.toMap(Target::name, Target::model));
            last.keySet().stream()
                    .filter(name -> !models.containsKey(name))
                    .toList()
                    .forEach(this::forget);
            registry.getMeters().stream()
                    .filter(meter -> meter.getId().getName().startsWith("llm."))
                    .filter(meter -> !isProbed(
                            meter.getId().getTag("target"), meter.getId().getTag("model")))
                    .forEach(registry::remove);
        } finally {
            recording.writeLock().unlock();
        }
    }

    void started(String target, Duration lag) {
        record(target, null, () -> {
            Timer.builder("llm.probe.schedule.lag")
                    .description("From the instant a probe was due to its start.")
                    .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100))
                    .tags("target", target)
                    .register(registry)
                    .record(lag.isNegative() ? Duration.ZERO : lag);
            OUR_OWN_REASONS.forEach(reason -> skipped(target, reason));
        });
    }

    void skipped(String target, String reason, long probes) {
        record(target, null, () -> skipped(target, reason).increment((double) probes));
    }

    private Counter skipped(String target, String reason) {
        Tags tags = Tags.of("target", target, "reason", reason);
        return count("llm.probe.skipped", "Probes that were due and not made.", tags);
    }

    public void attempt(ProbeResult result) {
        record(result.getTarget(), result.getModel(), () -> {
            Tags tags = tags(result);
            if (result.getFinal$()) {
                ended(result, tags);
            }
            if (result.getLatencyMs() != null) { // else no call was made for it
                called(result, tags);
                genAi.attempt(result);
            }
        });
    }

    private void record(String target, String model, Runnable record) {
        recording.readLock().lock();
        try {
            if (isProbed(target, model)) {
                record.run();
            }
        } finally {
            recording.readLock().unlock();
        }
    }

    /** @param model null where it does not matter */
    private boolean isProbed(String target, String model) {
        return models == null
                || target == null
                || (models.containsKey(target) && (model == null || model.equals(models.get(target))));
    }

    private void called(ProbeResult result, Tags tags) {
        count("llm.probe.attempts", "Calls made.", tags).increment();
        time("llm.probe.time.to.first.token", tags, result.getTtftMs());
        time("llm.probe.inter.token.latency", tags, result.getInterTokenMs());
        time("llm.probe.max.inter.chunk.gap", tags, result.getMaxChunkGapMs());
        time("llm.provider.processing", tags, result.getServerProcessingMs());
        if (result.getOutputTokensPerSecond() != null) {
            DistributionSummary.builder("llm.probe.output.tokens.per.second")
                    .description("Tokens after the first by the time they took.")
                    .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                    .tags(tags)
                    .register(registry)
                    .record(result.getOutputTokensPerSecond());
        }
        consumption(result, tags);
    }

    /** Another instance probes this target now: our last word on it is no news. */
    void forget(String target) {
        LastProbe gone = last.remove(target);
        if (gone != null) {
            gone.remove();
        }
    }

    private void ended(ProbeResult result, Tags tags) {
        Tags outcome = tags.and(
                "outcome",
                EventJson.word(result.getOutcome()),
                "error_type",
                result.getErrorType() == null ? "" : result.getErrorType(),
                "fault_domain",
                EventJson.word(result.getFaultDomain()));
        count("llm.probe.results", "Probes by what they ended in.", outcome).increment();
        last.compute(result.getTarget(), (target, known) -> LastProbe.of(known, tags, registry))
                .set(result);
    }

    /** Parts that are contained in input and output are counted once more under their own names. */
    private void consumption(ProbeResult result, Tags tags) {
        tokens(tags, "input", result.getPromptTokens());
        tokens(tags, "cached", result.getCachedTokens());
        tokens(tags, "output", result.getCompletionTokens());
        tokens(tags, "reasoning", result.getReasoningTokens());
        Counter cost = count("llm.probe.cost.tokens", "Billed tokens, input and output, that probing has spent.", tags);
        cost.increment(orZero(result.getPromptTokens()) + orZero(result.getCompletionTokens()));
        if (result.getCostUsd() != null) {
            count("llm.probe.cost.usd", "US dollars that probing has spent, by the price table.", tags)
                    .increment(result.getCostUsd());
        }
    }

    private void tokens(Tags tags, String type, Long tokens) {
        if (tokens != null) {
            count("llm.probe.tokens", "Tokens as reported by the API.", tags.and("token_type", type))
                    .increment((double) tokens);
        }
    }

    private Counter count(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void time(String name, Tags tags, Double millis) {
        if (millis != null) {
            Timer.builder(name)
                    .serviceLevelObjectives(Buckets.durations())
                    .tags(tags)
                    .register(registry)
                    .record(Duration.ofNanos((long) (millis * 1e6)));
        }
    }

    private static double orZero(Long tokens) {
        return tokens == null ? 0 : tokens;
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
