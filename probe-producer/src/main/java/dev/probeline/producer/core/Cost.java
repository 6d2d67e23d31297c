package dev.probeline.producer.core;

import dev.probeline.producer.config.Price;

/** What a call cost, by the price table of the configuration. */
public final class Cost {
    private static final double PER = 1e6;

    private Cost() {}

    /**
     * US dollars; null without a price or without usage. Reasoning tokens are contained in the completion's, those of
     * the cache in the prompt's.
     */
    public static Double of(Price price, Usage usage) {
        if (price == null || usage.promptTokens() == null) {
            return null;
        }
        long cached = part(usage.cachedTokens(), usage.promptTokens());
        long written = part(usage.cacheWriteTokens(), usage.promptTokens() - cached);
        double input = (usage.promptTokens() - cached - written) * price.input()
                + cached * price.cachedInputOrInput()
                + written * price.cacheWriteOrInput();
        long completion = part(usage.completionTokens(), Long.MAX_VALUE);
        long reasoning = part(usage.reasoningTokens(), completion);
        double output = (completion - reasoning) * price.output() + reasoning * price.reasoningOrOutput();
        return (input + output) / PER;
    }

    /** A part that a server counts wrongly is never more than the whole. */
    private static long part(Long tokens, long whole) {
        return tokens == null ? 0 : Math.max(0, Math.min(tokens, whole));
    }
}
