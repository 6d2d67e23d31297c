package dev.probeline.quickstart.core;

import java.util.Map;

/**
 * What the attempts that were read back cost.
 *
 * @param knownUsd of those that told their usage, US dollars
 * @param unknown attempts by target that reached the API and told no usage, though it may be billed
 * @param attempts all of them
 */
public record Costs(double knownUsd, Map<String, Long> unknown, long attempts) {
    public Costs {
        unknown = Map.copyOf(unknown);
    }
}
