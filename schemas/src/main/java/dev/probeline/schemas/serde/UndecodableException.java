package dev.probeline.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that no retry will make readable: not our wire format, a schema id the registry does not know, or a schema this
 * build cannot read. Never holds the bytes themselves.
 */
public final class UndecodableException extends SerializationException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String topic, String reason) {
        super("record of " + topic + ": " + reason);
    }

    UndecodableException(String topic, String reason, Throwable cause) {
        super("record of " + topic + ": " + reason, cause);
    }
}
