package dev.probeline.producer.core;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a response's headers tell apart from its content; each value is null where its header is absent or unreadable.
 *
 * @param edge point of presence that answered, the code after the dash of {@code cf-ray}
 * @param retryAfterMs what the server asked to wait
 * @param shouldRetry the server's own word on whether trying again makes sense
 */
public record Headers(
        String requestId,
        Double serverProcessingMs,
        String edge,
        Long retryAfterMs,
        Boolean shouldRetry,
        RateLimits rateLimits) {

    public static final Headers NONE = new Headers(null, null, null, null, null, RateLimits.UNKNOWN);

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final int LONGEST_ID = 128;

    /**
     * @param header gives a header's value by lower-case name, or null
     * @param now for a Retry-After that names a date
     */
    public static Headers of(UnaryOperator<String> header, Instant now) {
        return new Headers(
                bounded(requestId(header)),
                decimal(header.apply("openai-processing-ms")),
                edge(header.apply("cf-ray")),
                retryAfter(header, now),
                flag(header.apply("x-should-retry")),
                RateLimits.of(header, now));
    }

    static Long wholeNumber(String text) {
        return text != null && WHOLE.matcher(text.strip()).matches() ? Long.valueOf(text.strip()) : null;
    }

    private static Double decimal(String text) {
        return text != null && DECIMAL.matcher(text.strip()).matches() ? Double.valueOf(text.strip()) : null;
    }

    /** As OpenAI, Anthropic and Azure call it. */
    private static String requestId(UnaryOperator<String> header) {
        return Stream.of("x-request-id", "request-id", "apim-request-id")
                .map(header)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Boolean flag(String text) {
        if ("true".equalsIgnoreCase(text)) {
            return true;
        }
        return "false".equalsIgnoreCase(text) ? false : null;
    }

    private static String edge(String ray) {
        int dash = ray == null ? -1 : ray.lastIndexOf('-');
        return dash < 0 || dash == ray.length() - 1 || ray.length() - dash > 9
                ? null
                : ray.substring(dash + 1).toUpperCase(Locale.ROOT);
    }

    /** In the order OpenAI's clients read them: retry-after-ms, Retry-After in seconds, Retry-After as a date. */
    private static Long retryAfter(UnaryOperator<String> header, Instant now) {
        Double millis = decimal(header.apply("retry-after-ms"));
        if (millis != null) {
            return (long) Math.ceil(millis);
        }
        String after = header.apply("retry-after");
        Double seconds = decimal(after);
        if (seconds != null) {
            return BigDecimal.valueOf(seconds).movePointRight(3).longValue();
        }
        try {
            return after == null
                    ? null
                    : Math.max(
                            0,
                            Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(after, Instant::from))
                                    .toMillis());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static String bounded(String id) {
        return id == null || id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    }
}
