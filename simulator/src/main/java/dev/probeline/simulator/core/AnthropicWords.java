package dev.probeline.simulator.core;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Anthropic says where OpenAI says something else: errors, headers, signs of life. */
final class AnthropicWords {

    static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    private static final Pattern LIMIT = Pattern.compile("x-ratelimit-(limit|remaining|reset)-(.+)");
    private static final String NO_CREDIT =
            "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or"
                    + " purchase credits.";

    private AnthropicWords() {}

    /** Money is a 400 here, and what is overloaded a 529. Pages of the edge stay what they are. */
    static ApiError of(ApiError error) {
        if (error.message().isEmpty()) {
            return error;
        }
        String message = error.message().get();
        if (error.body().contains("insufficient_quota")) {
            return error(400, NO_CREDIT);
        }
        if (error.body().contains("context_length_exceeded")) {
            return error(400, "prompt is too long: 128512 tokens > 128000 maximum");
        }
        ApiError worded = error(error.status() == 503 ? 529 : error.status(), message);
        return new ApiError(
                worded.status(),
                worded.contentType(),
                worded.body(),
                worded.message(),
                error.headers(),
                error.fromEdge());
    }

    static ApiError error(int status, String message) {
        return ApiError.json(status, streamed(type(status), message) + "\n").saying(message);
    }

    /** An error as it stands in a stream; OpenAI's server_error is api_error here. */
    static String streamed(String type, String message) {
        String own = type.equals("server_error") ? "api_error" : type;
        return "{\"type\":\"error\",\"error\":{\"type\":" + Json.string(own) + ",\"message\":" + Json.string(message)
                + "}}";
    }

    /** Other names for the request's id and the limits, whose resets are instants. */
    static Map<String, String> headers(Map<String, String> openai, Instant now) {
        Map<String, String> own = new LinkedHashMap<>();
        openai.forEach((name, value) -> {
            Matcher limit = LIMIT.matcher(name);
            if (limit.matches()) {
                boolean reset = limit.group(1).equals("reset");
                String told = reset ? now.plus(duration(value)).toString() : value;
                own.put("anthropic-ratelimit-" + limit.group(2) + "-" + limit.group(1), told);
            } else if (name.equals("x-request-id")) {
                own.put("request-id", value);
            } else if (!name.startsWith("openai-") && !name.equals("x-openai-proxy-wasm")) {
                own.put(name, value);
            }
        });
        return own;
    }

    /** Of the forms that {@link GoDuration} writes. */
    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 500 -> "api_error";
            case 529 -> "overloaded_error";
            default -> "invalid_request_error";
        };
    }
}
