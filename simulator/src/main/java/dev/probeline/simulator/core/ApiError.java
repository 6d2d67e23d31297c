package dev.probeline.simulator.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error reply.
 *
 * @param message what it says; empty where it is not for another API to say
 * @param headers besides those of every reply
 * @param fromEdge made by the proxy in front of the API: no {@code openai-*} and no rate-limit headers
 */
record ApiError(
        int status,
        String contentType,
        String body,
        Optional<String> message,
        Map<String, String> headers,
        boolean fromEdge) {

    /** The API's own form, indented as it indents it. */
    static ApiError of(int status, String type, Optional<String> param, Optional<String> code, String message) {
        String body = "{\n    \"error\": {\n        \"message\": " + Json.string(message) + ",\n        \"type\": "
                + Json.string(type) + ",\n        \"param\": " + Json.stringOrNull(param) + ",\n        \"code\": "
                + Json.stringOrNull(code) + "\n    }\n}\n";
        return new ApiError(status, "application/json", body, Optional.of(message), Map.of(), false);
    }

    static ApiError of(int status, String type, String code, String message) {
        return of(status, type, Optional.empty(), Optional.of(code), message);
    }

    static ApiError invalid(String message, Optional<String> param, Optional<String> code) {
        return of(400, "invalid_request_error", param, code, message);
    }

    static ApiError json(int status, String body) {
        return new ApiError(status, "application/json", body, Optional.empty(), Map.of(), false);
    }

    static ApiError edge(int status, String contentType, String body) {
        return new ApiError(status, contentType, body, Optional.empty(), Map.of(), true);
    }

    ApiError with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiError(status, contentType, body, message, more, fromEdge);
    }

    ApiError saying(String words) {
        return new ApiError(status, contentType, body, Optional.of(words), headers, fromEdge);
    }
}
