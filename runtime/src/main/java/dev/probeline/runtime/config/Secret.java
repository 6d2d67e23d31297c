package dev.probeline.runtime.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that shows itself only to who asks for it by name, so that no log line or error carries it by accident. */
public final class Secret {
    static final String MASK = "****";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        if (value == null) {
            throw new IllegalArgumentException("a secret must have a value");
        }
        return new Secret(value);
    }

    /** The value itself: hand it to the wire, never to a message. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Takes as long for a near miss as for a wide one. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(value), bytes(secret.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
