package dev.probeline.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The data of a server-sent event stream, read in the plainest way that is right for what the simulator sends. */
final class EventStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventStream() {}

    static List<String> data(String stream) {
        return stream.replace("\uFEFF", "")
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    /** All but {@code [DONE]}. */
    static List<JsonNode> chunks(String stream) {
        return data(stream).stream()
                .filter(data -> !data.equals("[DONE]"))
                .map(EventStream::json)
                .toList();
    }

    static boolean done(String stream) {
        return data(stream).contains("[DONE]");
    }

    static List<JsonNode> contents(String stream) {
        return chunks(stream).stream()
                .filter(chunk ->
                        !chunk.at("/choices/0/delta/content").asText("").isEmpty())
                .toList();
    }

    static List<String> finishReasons(String stream) {
        return chunks(stream).stream()
                .map(chunk -> chunk.at("/choices/0/finish_reason").asText("null"))
                .filter(reason -> !reason.equals("null") && !reason.isEmpty())
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
