package dev.probeline.producer.config;

import java.util.Map;

/**
 * How much a probe gives the model to read, in tokens as near as can be told without the model's own tokenizer:
 * {@code short} is 10, {@code medium} 1,000 and {@code long} 10,000.
 */
public record InputSize(int tokens) {
    private static final Map<String, Integer> NAMED = Map.of("short", 10, "medium", 1_000, "long", 10_000);
    private static final int MOST = 2_000_000;

    static InputSize parse(String text) {
        Integer tokens = NAMED.get(text);
        if (tokens == null && text.matches("[0-9]{1,7}")) {
            tokens = Integer.valueOf(text);
        }
        if (tokens == null || tokens < 1 || tokens > MOST) {
            throw new IllegalArgumentException(
                    text + " (expected: short, medium, long, or a number of tokens from 1 to " + MOST + ")");
        }
        return new InputSize(tokens);
    }
}
