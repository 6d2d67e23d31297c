package dev.probeline.quickstart.core;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.ProbeResult;
import java.util.HashMap;
import java.util.Map;

/** Adds up what attempts cost, and remembers those that do not say. */
final class CostTally {
    private static final String WITHOUT_COMPLETION = "embeddings";

    private final Map<String, Long> unknown = new HashMap<>();
    private double knownUsd;
    private long attempts;

    void add(ProbeResult result) {
        attempts++;
        if (tellsAllUsage(result)) {
            knownUsd += result.getCostUsd();
        } else if (result.getStatusCode() != null || result.getConnection() != ConnectionUse.unknown) {
            unknown.merge(result.getTarget(), 1L, Long::sum);
        }
    }

    Costs costs() {
        return new Costs(knownUsd, unknown, attempts);
    }

    private static boolean tellsAllUsage(ProbeResult result) {
        return result.getCostUsd() != null
                && (result.getCompletionTokens() != null || result.getEndpoint().equals(WITHOUT_COMPLETION));
    }
}
