package dev.probeline.producer.io;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.Phase;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Attempts as the client metrics of OpenTelemetry's GenAI conventions. Tokens are the billed ones and are not there
 * where the API does not report them; a call that generates nothing, such as one to models, is none of theirs.
 */
final class GenAiMeters {
    private static final int MOST_MODELS = 20;
    private static final Map<String, String> OPERATIONS =
            Map.of("chat/completions", "chat", "responses", "chat", "messages", "chat", "embeddings", "embeddings");

    private final MeterRegistry registry;
    private final Map<String, BoundedLabel> responseModels = new ConcurrentHashMap<>();
    private volatile Map<String, URI> servers = Map.of();

    GenAiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void targets(List<Target> targets) {
        servers = targets.stream().collect(Collectors.toMap(Target::name, Target::url));
    }

    void attempt(ProbeResult result) {
        if (!OPERATIONS.containsKey(result.getEndpoint())) {
            return;
        }
        Tags call = call(result);
        time(
                        "gen_ai.client.operation.duration",
                        "A call, from the first act on the network to its end.",
                        call.and(end(result)))
                .record(nanos(result.getLatencyMs()));
        Double firstChunk = firstChunk(result);
        if (firstChunk != null) {
            time(
                            "gen_ai.client.operation.time_to_first_chunk",
                            "From the start of the request to the first chunk with content or reasoning.",
                            call)
                    .record(nanos(firstChunk));
        }
        chunks(result, call);
        tokens("input", result.getPromptTokens(), call);
        tokens("output", result.getCompletionTokens(), call);
    }

    /**
     * The event keeps of a stream how many chunks it had, over which time, and the largest gap between two: that one
     * is recorded as it was and the others by their mean, so that count, sum and maximum are true.
     */
    private void chunks(ProbeResult result, Tags call) {
        if (result.getMaxChunkGapMs() == null) {
            return;
        }
        Timer timer = time(
                "gen_ai.client.operation.time_per_output_chunk",
                "From one chunk with content to the next; all but the largest of a stream by their mean.",
                call);
        timer.record(nanos(result.getMaxChunkGapMs()));
        int others = result.getContentChunks() - 2;
        double rest = Math.max(0, span(result) - result.getMaxChunkGapMs());
        for (int i = 0; i < others; i++) {
            timer.record(nanos(rest / others));
        }
    }

    /** From the first chunk with content to the last, milliseconds; without usage to the end, which is close by. */
    private static double span(ProbeResult result) {
        Double speed = result.getOutputTokensPerSecond();
        if (speed == null) {
            List<Phase> phases = Phase.of(result);
            return phases.get(phases.size() - 1).millis();
        }
        long reasoning = result.getReasoningTokens() == null ? 0 : result.getReasoningTokens();
        return (result.getCompletionTokens() - reasoning - 1) * 1_000 / speed;
    }

    private void tokens(String type, Long count, Tags call) {
        if (count != null) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .description("Billed tokens of a call, as the API reports them.")
                    .serviceLevelObjectives(Buckets.tokens())
                    .tags(call)
                    .tag("gen_ai.token.type", type)
                    .register(registry)
                    .record((double) count);
        }
    }

    private Timer time(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(Buckets.durations())
                .tags(tags)
                .register(registry);
    }

    private static Tags end(ProbeResult result) {
        return Tags.of(
                "error.type",
                result.getErrorType() == null ? "" : result.getErrorType(),
                "gen_ai.request.stream",
                String.valueOf(Boolean.TRUE.equals(result.getStream())));
    }

    private static Duration nanos(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    private Tags call(ProbeResult result) {
        URI server = servers.get(result.getTarget());
        String responseModel = responseModels
                .computeIfAbsent(result.getModel(), model -> new BoundedLabel(MOST_MODELS))
                .of(result.getResponseModel());
        return Tags.of(
                "gen_ai.operation.name",
                OPERATIONS.get(result.getEndpoint()),
                "gen_ai.provider.name",
                result.getProvider(),
                "gen_ai.request.model",
                result.getModel(),
                "gen_ai.response.model",
                responseModel,
                "server.address",
                server == null ? "" : server.getHost(),
                "server.port",
                server == null ? "" : port(server),
                "cloud.region",
                result.getRegion());
    }

    private static String port(URI server) {
        int usual = "http".equals(server.getScheme()) ? 80 : 443;
        return String.valueOf(server.getPort() < 0 ? usual : server.getPort());
    }

    private static Double firstChunk(ProbeResult result) {
        Double content = result.getTtftMs();
        Double reasoning = result.getTtfrMs();
        if (content == null || reasoning == null) {
            return content == null ? reasoning : content;
        }
        return Double.valueOf(Math.min(content, reasoning));
    }
}
