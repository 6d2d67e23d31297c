package dev.probeline.producer.core;

import dev.probeline.schemas.events.ProbeResult;

/** Tokens and US dollars that were used up. */
public record Spent(long tokens, double usd) {
    public static final Spent NOTHING = new Spent(0, 0);

    /** What the provider says this attempt used; nothing where it does not say, never a guess. */
    static Spent by(ProbeResult attempt) {
        long tokens = orZero(attempt.getPromptTokens()) + orZero(attempt.getCompletionTokens());
        return new Spent(tokens, attempt.getCostUsd() == null ? 0 : attempt.getCostUsd());
    }

    Spent plus(Spent other) {
        return new Spent(tokens + other.tokens, usd + other.usd);
    }

    private static long orZero(Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
