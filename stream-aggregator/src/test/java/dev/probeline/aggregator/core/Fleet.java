package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Models probed from five regions each, under the default windows and roll-ups. */
final class Fleet {
    private static final long SLICE = 10_000;
    private static final long T0 = 1_700_000_000_000L;
    static final int REGIONS = 5;
    /** Until everything is held that ever is: retention, the longest window and some more. */
    static final int SLICES = 720 + 360 + 20;

    static final Grid GRID = new Grid(
            SLICE, 2_000, 720, 8_640, List.of(new WindowSpec(6, 1), new WindowSpec(30, 1), new WindowSpec(360, 6)), 6);
    static final List<RollUp> ROLL_UPS = List.of(new RollUp(Set.of(Label.REGION, Label.TARGET, Label.API_KEY_ALIAS)));

    private final Random random = new Random(1);
    private final long intervalMs;

    Fleet(int intervalS) {
        intervalMs = intervalS * 1000L;
    }

    static String model(int number) {
        return "gpt-4o-2024-08-06-" + number;
    }

    static List<SeriesKey> keys(int count) {
        List<SeriesKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String model = model(i / REGIONS);
            keys.add(new SeriesKey("openai", model, "chat/completions", "eu-west-" + i % REGIONS, model, "team-a"));
        }
        return keys;
    }

    void probe(Aggregation aggregation, List<SeriesKey> keys, int slices) {
        for (long atMs = T0; atMs < T0 + slices * SLICE; atMs += intervalMs) {
            for (SeriesKey key : keys) {
                long completedAtMs = atMs + random.nextInt(900);
                aggregation.add(
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        Observations.of(result(key, completedAtMs)),
                        completedAtMs);
            }
            aggregation.tick(atMs + 950, false);
            aggregation.save();
        }
    }

    private ProbeResult result(SeriesKey key, long atMs) {
        if (random.nextInt(50) == 0) {
            return Results.failure(key, atMs, "server_error", FaultDomain.provider)
                    .setErrorMessage("The server had an error while processing your request. Sorry about that!")
                    .setRequestId("req_" + Long.toHexString(random.nextLong()))
                    .setIntervalMs(intervalMs)
                    .setStatusCode(500)
                    .build();
        }
        double latencyMs = Math.rint(Math.exp(random.nextGaussian() * 0.5) * 800e6) / 1e6;
        long tokens = 40L + random.nextInt(20);
        return Results.success(key, atMs, latencyMs)
                .setTtftMs(latencyMs * 0.4)
                .setOutputTokensPerSecond(tokens / latencyMs * 1600)
                .setPromptTokens(23L)
                .setCachedTokens(0L)
                .setCompletionTokens(tokens)
                .setCostUsd(23 * 2.5e-6 + tokens * 1e-5)
                .setRatelimitLimitRequests(10_000L)
                .setRatelimitRemainingRequests(9_999L - random.nextInt(30))
                .setRatelimitLimitTokens(2_000_000L)
                .setRatelimitRemainingTokens(1_999_977L - random.nextInt(3_000))
                .setResponseModel("gpt-4o-2024-08-06")
                .setSystemFingerprint("fp_" + key.model().length())
                .setIntervalMs(intervalMs)
                .build();
    }
}
