package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an answer has to be beyond arriving whole. Text is what the model wrote; of embeddings and models, the body.
 *
 * @param status this one and no other good one
 * @param contains texts that all occur
 * @param matches a regular expression (RE2) found in the text
 * @param json the text is JSON
 * @param jsonSchema the text is JSON that meets this JSON Schema, written here as JSON
 * @param maxTtft slowest first token; streamed answers only
 * @param maxLatency slowest whole
 */
public record Expectations(
        Optional<Integer> status,
        @Default("[]") List<String> contains,
        Optional<TextPattern> matches,
        @Default("false") boolean json,
        Optional<AnswerSchema> jsonSchema,
        Optional<Duration> maxTtft,
        Optional<Duration> maxLatency) {

    public static final Expectations NONE = new Expectations(
            Optional.empty(), List.of(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

    public Expectations {
        new Expect()
                .that(
                        status.map(code -> code >= 200 && code < 300).orElse(true),
                        "status",
                        status.orElse(0),
                        "200 to 299; a call that has to fail is must_fail")
                .that(contains.stream().noneMatch(String::isEmpty), "contains", "''", "texts that are not empty")
                .that(isPositive(maxTtft), "max_ttft", maxTtft.orElse(Duration.ZERO), "more than zero")
                .that(isPositive(maxLatency), "max_latency", maxLatency.orElse(Duration.ZERO), "more than zero")
                .orThrow();
        contains = List.copyOf(contains);
    }

    /** Whether the text has to be kept until the answer has ended. */
    public boolean needText() {
        return !contains.isEmpty() || matches.isPresent() || json || jsonSchema.isPresent();
    }

    private static boolean isPositive(Optional<Duration> limit) {
        return limit.map(value -> !value.isNegative() && !value.isZero()).orElse(true);
    }
}
