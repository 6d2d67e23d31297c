package dev.probeline.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** No schema registry answered, after all retries; the same call may succeed later. */
public final class RegistryUnavailableException extends SerializationException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
