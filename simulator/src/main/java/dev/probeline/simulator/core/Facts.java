package dev.probeline.simulator.core;

import java.util.List;

/**
 * Who asked for what, and what was decided.
 *
 * @param model as requested; empty where none was named
 * @param key alias of the API key; empty without a valid one
 * @param status of the planned response
 * @param faults names of those that befell the request
 * @param promptTokens 0 where nothing was answered
 */
public record Facts(
        String requestId,
        String endpoint,
        String model,
        String region,
        String key,
        boolean streamed,
        int status,
        List<String> faults,
        int promptTokens,
        int completionTokens) {}
