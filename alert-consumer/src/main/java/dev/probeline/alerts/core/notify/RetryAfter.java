package dev.probeline.alerts.core.notify;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The header {@code Retry-After} in both its forms, seconds and HTTP date (RFC 9110, 10.2.3). */
public final class RetryAfter {
    /** @param header may be null; text that is neither form counts as none */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(
                    Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private RetryAfter() {}
}
