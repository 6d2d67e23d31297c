package dev.probeline.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A registry answered that it has no such schema id; whether it may yet have it is another's to judge. */
final class UnknownIdException extends SerializationException {
    private static final long serialVersionUID = 1L;

    UnknownIdException(String message) {
        super(message);
    }
}
