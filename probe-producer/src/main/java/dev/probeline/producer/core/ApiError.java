package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error answer says, whichever of the field's shapes it came in: OpenAI's {@code error} object, {@code error} as
 * a plain string, vLLM's flat object, a JSON array around one of these, HTML from the edge, or nothing.
 *
 * @param code the error's code; null where there is none
 * @param type the error's type; null where there is none
 * @param message text for a person, never null, not redacted
 */
public record ApiError(String code, String type, String message) {

    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>\\s*([^<]{1,300}?)\\s*</title", Pattern.CASE_INSENSITIVE);
    private static final int TEXT_LIMIT = 2_000;

    /** Reads the body of an answer that was not what a good call gets. Never throws. */
    public static ApiError parse(String body) {
        String text = body.strip();
        if (text.isEmpty()) {
            return new ApiError(null, null, "empty body");
        }
        if (text.startsWith("<")) {
            Matcher title = TITLE.matcher(text);
            return new ApiError(null, null, title.find() ? "HTML: " + title.group(1) : "an HTML page");
        }
        JsonNode json = Json.parse(text);
        ApiError error = json == null ? null : of(json);
        return error == null ? new ApiError(null, null, bounded(text)) : error;
    }

    /** The error that a JSON value holds, or null where it holds none. */
    static ApiError of(JsonNode json) {
        if (json.isArray()) {
            return json.isEmpty() ? null : of(json.get(0));
        }
        JsonNode error = json.path("error");
        if (error.isTextual()) {
            return new ApiError(Json.text(json, "code"), Json.text(json, "type"), bounded(error.textValue()));
        }
        if (error.isObject()) {
            return fields(error);
        }
        boolean flat = "error".equals(Json.text(json, "object"))
                || "error".equals(Json.text(json, "type"))
                || json.path("detail").isTextual();
        return flat ? fields(json) : null;
    }

    String codeOrType() {
        return code != null ? code : type;
    }

    private static ApiError fields(JsonNode error) {
        String message = Json.text(error, "message");
        if (message == null) {
            message = Json.text(error, "detail");
        }
        return new ApiError(
                Json.text(error, "code"), Json.text(error, "type"), message == null ? "" : bounded(message));
    }

    private static String bounded(String text) {
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT);
    }
}
