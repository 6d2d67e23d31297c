package dev.probeline.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;

/** A registry's answer to one request, whatever it says. */
record RegistryAnswer(RegistryUrl from, int status, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final int LONGEST_MESSAGE = 500;

    static RegistryAnswer of(RegistryUrl from, int status, String text) {
        try {
            return new RegistryAnswer(from, status, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return new RegistryAnswer(from, status, MissingNode.getInstance());
        }
    }

    boolean ok() {
        return status / 100 == 2;
    }

    /** Whether the same request may do better later or at another registry; the statuses are Confluent's. */
    boolean passing() {
        return PASSING.contains(status);
    }

    /** Whether a registry says that it does not hold what was asked for, as against a 404 of something else. */
    boolean unknown() {
        return status == 404 && body.path("error_code").asInt() / 100 == 404;
    }

    /** The registry's own words, bounded. */
    String message() {
        String text = body.path("message").asText("");
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
