package dev.probeline.runtime.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** A value that shows itself only to who asks for it by name, so that no log line or error carries it by accident. */
public final class Secret {
    static final String MASK = "****";

    /** Where a secret can be read again; nothing while it cannot. */
    @FunctionalInterface
    interface Source {
        Optional<String> read();
    }

    private final String value;
    private final Optional<Source> source;
    private volatile String latest;

    private Secret(String value, Optional<Source> source) {
        this.value = value;
        this.source = source;
        this.latest = value;
    }

    public static Secret of(String value) {
        if (value == null) {
            throw new IllegalArgumentException("a secret must have a value");
        }
        return new Secret(value, Optional.empty());
    }

    static Secret from(Source source, String value) {
        return new Secret(value, Optional.of(source));
    }

    /** The value itself, as it was at the start: hand it to the wire, never to a message. */
    public String reveal() {
        return value;
    }

    /**
     * The value as it is now: what came from a file is read again, so that who asks at each use has a rotated one without a
     * restart. While the file is away or empty, as it is when somebody writes it, the last one holds.
     */
    public String current() {
        source.flatMap(Source::read).filter(text -> !text.isBlank()).ifPresent(text -> latest = text);
        return latest;
    }

    /** Whether {@link #current} may ever be another value. */
    public boolean mayChange() {
        return source.isPresent();
    }

    /** Whether this is its current value; takes as long for a near miss as for a wide one. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(bytes(current()), bytes(shown));
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
