package dev.probeline.alerts.io.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.core.incident.Acknowledgement;
import dev.probeline.alerts.core.incident.Dispatcher;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Silence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Silences and acknowledgements as JSON, under keys {@code silence/<id>} and {@code ack/<incident>}. */
public final class Words {
    static final String SILENCE = "silence/";
    static final String ACKNOWLEDGEMENT = "ack/";

    private static final Logger log = LoggerFactory.getLogger(Words.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is not understood is passed over: somebody else's hand wrote it. */
    static void hear(ConsumerRecord<byte[], byte[]> record, String prefix, Dispatcher dispatcher, Instant now) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(prefix)) {
            return;
        }
        String own = key.substring(prefix.length());
        if (record.value() == null) {
            dispatcher.forgetSilence(own.substring(own.indexOf('/') + 1));
        } else {
            hear(own, record.value(), dispatcher, now);
        }
    }

    static void hear(String key, byte[] value, Dispatcher dispatcher, Instant now) {
        try {
            if (key.startsWith(SILENCE)) {
                dispatcher.silence(silence(value));
            } else if (key.startsWith(ACKNOWLEDGEMENT)) {
                dispatcher.acknowledge(acknowledgement(value), now);
            }
        } catch (IOException | RuntimeException e) {
            notUnderstood(key, e);
        }
    }

    /** Empty where it is not understood. */
    static Optional<Silence> understood(String key, byte[] value) {
        try {
            return Optional.of(silence(value));
        } catch (IOException | RuntimeException e) {
            notUnderstood(key, e);
            return Optional.empty();
        }
    }

    private static void notUnderstood(String key, Exception e) {
        log.atWarn()
                .addKeyValue("key", key)
                .addKeyValue("reason", e.getMessage())
                .log("A silence or acknowledgement is not understood");
    }

    public static byte[] json(Silence silence) {
        return node(silence).toString().getBytes(StandardCharsets.UTF_8);
    }

    public static ObjectNode node(Silence silence) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", silence.id());
        silence.matchers().forEach(matcher -> node.withArray("matchers").add(matcher.toString()));
        node.put("starts_at", silence.startsAt().toString());
        node.put("ends_at", silence.endsAt().toString());
        node.put("author", silence.author());
        node.put("comment", silence.comment());
        silence.endedBy().ifPresent(who -> node.put("ended_by", who));
        return node;
    }

    public static Silence silence(byte[] json) throws IOException {
        JsonNode node = JSON.readTree(json);
        List<Matcher> matchers = new ArrayList<>();
        node.path("matchers").forEach(matcher -> matchers.add(Matcher.parse(matcher.asText())));
        return new Silence(
                node.path("id").asText(),
                matchers,
                Instant.parse(node.path("starts_at").asText()),
                Instant.parse(node.path("ends_at").asText()),
                node.path("author").asText(),
                node.path("comment").asText(),
                Optional.ofNullable(node.get("ended_by")).map(JsonNode::asText));
    }

    static byte[] json(Acknowledgement acknowledgement) {
        ObjectNode node = JSON.createObjectNode();
        node.put("incident", acknowledgement.incident());
        node.put("author", acknowledgement.author());
        node.put("at", acknowledgement.at().toString());
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Acknowledgement acknowledgement(byte[] json) throws IOException {
        JsonNode node = JSON.readTree(json);
        return new Acknowledgement(
                node.path("incident").asText(),
                node.path("author").asText(),
                Instant.parse(node.path("at").asText()));
    }

    private Words() {}
}
