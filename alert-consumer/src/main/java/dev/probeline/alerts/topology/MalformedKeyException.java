package dev.probeline.alerts.topology;

import org.apache.kafka.common.errors.SerializationException;

/** A record's key is not a series key, and no retry will make it one. */
final class MalformedKeyException extends SerializationException {
    private static final long serialVersionUID = 1L;

    MalformedKeyException(String message) {
        super(message);
    }
}
