package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Secret;
import java.util.Map;

/** What the API is made of, once configured. */
public record Settings(
        long seed,
        String organization,
        String project,
        Map<String, Secret> keys,
        Map<String, Region> regions,
        Map<String, Model> models,
        Latency errorLatency) {}
