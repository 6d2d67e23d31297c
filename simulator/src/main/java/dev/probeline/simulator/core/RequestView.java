package dev.probeline.simulator.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The fields of a request body that change the answer, whichever endpoint's name they go by. */
record RequestView(JsonNode body) {

    Optional<String> model() {
        return text("model");
    }

    boolean stream() {
        return body.path("stream").asBoolean(false);
    }

    boolean includeUsage() {
        return body.path("stream_options").path("include_usage").asBoolean(false);
    }

    boolean includeObfuscation() {
        return body.path("stream_options").path("include_obfuscation").asBoolean(true);
    }

    /** The caller's bound on output tokens; reasoning counts. */
    Optional<Integer> maxTokens() {
        for (String name : new String[] {"max_completion_tokens", "max_output_tokens", "max_tokens"}) {
            if (body.path(name).isInt()) {
                return Optional.of(body.path(name).asInt());
            }
        }
        return Optional.empty();
    }

    /** About four characters a token; a message costs a few more, and a list of token ids what it holds. */
    int promptTokens() {
        int tokens = 0;
        for (JsonNode message : body.path("messages")) {
            tokens += 4 + cost(message.path("content"));
        }
        return Math.max(1, tokens + cost(body.path("input")));
    }

    private static int cost(JsonNode content) {
        if (content.isTextual()) {
            return (content.textValue().length() + 3) / 4;
        }
        if (content.isNumber()) {
            return 1;
        }
        int tokens = 0;
        for (JsonNode part : content) {
            tokens += cost(part.isObject() ? part.path(part.has("text") ? "text" : "content") : part);
        }
        return tokens;
    }

    private Optional<String> text(String name) {
        return body.path(name).isTextual() ? Optional.of(body.path(name).textValue()) : Optional.empty();
    }
}
