package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.producer.config.Expectations;
import dev.probeline.producer.config.MustFail;
import dev.probeline.producer.config.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether an attempt did what its target expects of it. What it says of an answer that did not never holds a piece of
 * that answer.
 */
public final class Judgement {
    private final Expectations expected;
    private final Optional<MustFail> mustFail;

    public Judgement(Target target) {
        this.expected = target.expect();
        this.mustFail = target.mustFail();
    }

    /** The attempt with the outcome it deserves. */
    public Attempt of(Attempt attempt) {
        if (mustFail.isPresent()) {
            return refused(attempt, mustFail.get());
        }
        String unmet = attempt.failure() == null ? unmet(attempt) : null;
        return unmet == null ? attempt : attempt.with(Failure.of(ErrorType.EXPECTATION_FAILED, unmet));
    }

    /** A failure of another kind than the wanted one stays what it is: it tells more. */
    private static Attempt refused(Attempt attempt, MustFail wanted) {
        if (attempt.failure() == null) {
            return attempt.with(Failure.of(ErrorType.EXPECTATION_FAILED, "the call succeeded (expected: a refusal)"));
        }
        boolean type = wanted.errorType().map(attempt.failure().type()::equals).orElse(true);
        boolean status =
                wanted.status().map(code -> code.equals(attempt.status())).orElse(true);
        return type && status ? attempt.with(null) : attempt;
    }

    /** The first expectation that is not met, or null. */
    private String unmet(Attempt attempt) {
        Integer status = attempt.status();
        if (expected.status().isPresent() && !expected.status().get().equals(status)) {
            return "status " + status + " (expected: " + expected.status().get() + ")";
        }
        String slow = unmet(attempt.timings());
        return slow == null && expected.needText() ? unmet(attempt.reading().completion()) : slow;
    }

    private String unmet(Timings timings) {
        if (expected.maxTtft().isPresent() && timings.ttft() != null) {
            Duration limit = expected.maxTtft().get();
            if (timings.ttft() > millis(limit)) {
                return late("first token", timings.ttft(), limit);
            }
        }
        Duration limit = expected.maxLatency().orElse(null);
        return limit != null && timings.latency() > millis(limit) ? late("end", timings.latency(), limit) : null;
    }

    private String unmet(Completion completion) {
        if (!completion.isWhole()) {
            return "the text is longer than 1 MiB, too long to judge";
        }
        String text = completion.reveal();
        for (int i = 0; i < expected.contains().size(); i++) {
            if (!text.contains(expected.contains().get(i))) {
                return "contains[" + i + "] does not occur in the text";
            }
        }
        if (expected.matches().isPresent() && !expected.matches().get().isFoundIn(text)) {
            return "matches is not found in the text";
        }
        return expected.json() || expected.jsonSchema().isPresent() ? unmetAsJson(text) : null;
    }

    private String unmetAsJson(String text) {
        JsonNode json = Json.parse(text);
        if (json == null || json.isMissingNode()) {
            return "the text is no JSON";
        }
        return expected.jsonSchema()
                .flatMap(schema -> schema.unmetBy(json))
                .map(rule -> "json_schema: " + rule + " is not met")
                .orElse(null);
    }

    private static String late(String what, double after, Duration limit) {
        return what + " after " + Math.round(after) + " ms (expected: at most " + limit.toMillis() + " ms)";
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
