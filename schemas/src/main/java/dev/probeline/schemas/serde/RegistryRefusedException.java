package dev.probeline.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry answered and said no (incompatible, unauthorized, unknown); somebody has to change something. */
public final class RegistryRefusedException extends SerializationException {
    private static final long serialVersionUID = 1L;

    RegistryRefusedException(String message) {
        super(message);
    }

    RegistryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
