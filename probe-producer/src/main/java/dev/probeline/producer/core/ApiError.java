package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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

    private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>\\s*([^<]{1,300}?)\\s*</title", Pattern.CASE_INSENSITIVE);
    /** All of what is read of an error's body: only after redaction may a message be cut to its size. */
    private static final int TEXT_LIMIT = 64 * 1024;

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
        return error == null ? new ApiError(null, null, unknown(text, json)) : error;
    }

    /** The error that a JSON value holds, or null where it holds none. */
    public static ApiError of(JsonNode json) {
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
                || json.path("detail").isTextual()
                || saysInvalid(json);
        return flat ? fields(json) : null;
    }

    /** The HTTP status that some APIs give as the code; null where the code is none. */
    Integer statusInCode() {
        return code != null && STATUS.matcher(code).matches() ? Integer.valueOf(code) : null;
    }

    String codeOrType() {
        return code != null ? code : type;
    }

    private static ApiError fields(JsonNode error) {
        String message = Json.text(error, "message");
        if (message == null) {
            message = saysInvalid(error) ? invalid(error) : Json.text(error, "detail");
        }
        return new ApiError(
                Json.text(error, "code"), Json.text(error, "type"), message == null ? "" : bounded(message));
    }

    /** FastAPI's validation, whose {@code input} repeats what was sent. */
    private static boolean saysInvalid(JsonNode json) {
        return Json.text(json.path("detail").path(0), "msg") != null;
    }

    private static String invalid(JsonNode json) {
        JsonNode first = json.path("detail").path(0);
        List<String> place = new ArrayList<>();
        first.path("loc").forEach(step -> place.add(step.asText()));
        return String.join(".", place) + ": " + Json.text(first, "msg");
    }

    /** Values of a shape that nobody knows may be what we sent: only its names are told. */
    private static String unknown(String text, JsonNode json) {
        if (json != null && json.isContainerNode()) {
            List<String> names = new ArrayList<>();
            json.fieldNames().forEachRemaining(names::add);
            return bounded("JSON of an unknown shape " + names);
        }
        boolean broken = json == null && (text.startsWith("{") || text.startsWith("["));
        return broken ? "JSON that is cut or broken" : bounded(text);
    }

    private static String bounded(String text) {
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT);
    }
}
