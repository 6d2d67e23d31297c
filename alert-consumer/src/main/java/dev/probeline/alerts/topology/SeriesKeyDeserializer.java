package dev.probeline.alerts.topology;

import dev.probeline.schemas.SeriesKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;

/** A record's key as text, refused where it is no series key, so that it goes where other unreadable records go. */
final class SeriesKeyDeserializer implements Deserializer<String> {
    @Override
    public String deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            throw new MalformedKeyException("no key (expected: a series key)");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            SeriesKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedKeyException(e.getMessage());
        }
        return text;
    }
}
