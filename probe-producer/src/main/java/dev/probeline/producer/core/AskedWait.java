package dev.probeline.producer.core;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a refusal asks to wait: by Retry-After; or else until the exhausted limits are whole again; or else by its
 * text, "Please try again in 1.798s".
 */
final class AskedWait {
    /** Bounded in all its parts: each repetition of a group costs a frame of the stack. */
    private static final Pattern TEXT =
            Pattern.compile("try again in ((?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:[nuµμm]?s|m|h)){1,6})");

    private AskedWait() {}

    static Optional<Duration> of(Failure failure, Headers headers) {
        if (headers.retryAfterMs() != null) {
            return Optional.of(Duration.ofMillis(headers.retryAfterMs()));
        }
        if (failure.type() != ErrorType.RATE_LIMIT_EXCEEDED && failure.type() != ErrorType.SLOW_DOWN) {
            return Optional.empty();
        }
        long reset = headers.rateLimits().resetOfExhausted();
        if (reset > 0) {
            return Optional.of(Duration.ofMillis(reset));
        }
        Matcher text = TEXT.matcher(failure.message() == null ? "" : failure.message());
        return text.find() ? GoDuration.parse(text.group(1)) : Optional.empty();
    }
}
