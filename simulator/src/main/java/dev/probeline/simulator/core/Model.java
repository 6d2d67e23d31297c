package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How one model behaves when nothing is wrong with it.
 *
 * @param snapshot the dated name it answers with; its own name if not given
 * @param firstToken from the request to the first content token; of an embedding, to the whole answer
 * @param contextTokens prompts longer than this are refused
 * @param dimensions length of an embedding vector
 * @param shutdownDate {@code YYYY-MM-DD}
 */
public record Model(
        @Default("chat") Kind kind,
        Optional<String> snapshot,
        @Default("{median: 300ms, sigma: 0.25}") Latency firstToken,
        @Default("{median: 10ms, sigma: 0.3}") Latency interToken,
        @Default("{}") TokenCount outputTokens,
        @Default("128000") int contextTokens,
        @Default("1536") int dimensions,
        @Default("{}") RateLimit limits,
        @Default("1721172717") long created,
        Optional<String> shutdownDate) {

    /** What a model can be asked for. */
    public enum Kind {
        CHAT,
        REASONING,
        EMBEDDING
    }

    public Model {
        new Expect()
                .that(contextTokens >= 1, "context_tokens", contextTokens, "at least 1")
                .that(dimensions >= 1 && dimensions <= 8192, "dimensions", dimensions, "1 to 8192")
                .orThrow();
        shutdownDate.ifPresent(Model::parse);
    }

    private static void parse(String date) {
        try {
            LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("shutdown_date: " + date + " (expected: YYYY-MM-DD)", e);
        }
    }
}
