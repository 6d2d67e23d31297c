package dev.probeline.producer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A JSON object that stands as text in the configuration. */
public record JsonObject(ObjectNode value) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]{0,15}");
    private static final String EXPECTED = " (expected: a JSON object such as '{\"temperature\": 0}')";

    static JsonObject parse(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            if (read instanceof ObjectNode object) {
                return new JsonObject(object);
            }
            throw new IllegalArgumentException("no JSON object" + EXPECTED);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("broken JSON" + EXPECTED, e);
        }
    }

    /** This object laid over another as a JSON merge patch (RFC 7396): null takes a member away. */
    public void patch(ObjectNode base) {
        patch(base, value);
    }

    /** All its texts that are no mere word, such as a parameter's value: what a person or a secret may have written. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(value, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual() && !WORD.matcher(node.textValue()).matches()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collect(child, texts));
    }

    private static void patch(ObjectNode base, ObjectNode patch) {
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                base.remove(member.getKey());
            } else if (value instanceof ObjectNode object) {
                JsonNode there = base.get(member.getKey());
                patch(there instanceof ObjectNode under ? under : base.putObject(member.getKey()), object);
            } else {
                base.set(member.getKey(), value);
            }
        });
    }
}
