package dev.probeline.runtime.kafka;

import dev.probeline.runtime.config.Secret;
import org.apache.kafka.common.config.types.Password;

/** A property that is what its file holds when it is asked for; equal to another by what it was at the start. */
final class CurrentPassword extends Password {
    private final Secret secret;

    CurrentPassword(Secret secret) {
        super(secret.reveal());
        this.secret = secret;
    }

    @Override
    public String value() {
        return secret.current();
    }
}
