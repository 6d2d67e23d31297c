package dev.probeline.producer.core;

import dev.probeline.producer.config.Price;

/** What a call cost, by the price table of the configuration. */
public final class Cost {
    private static final double PER = 1e6;

    private Cost() {}

    /** US dollars; null without a price or without usage. Reasoning tokens are contained in the completion's. */
    public static Double of(Price price, Usage usage) {
        if (price == null || usage.promptTokens() == null) {
            return null;
        }
        long cached = orZero(usage.cachedTokens());
        double input = (usage.promptTokens() - cached) * price.input() + cached * price.cachedInputOrInput();
        return (input + orZero(usage.completionTokens()) * price.output()) / PER;
    }

    private static long orZero(Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
