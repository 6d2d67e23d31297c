package dev.probeline.alerts.core.incident;

import java.time.Instant;

/**
 * Somebody's word that they are at it: an incident is no longer repeated.
 *
 * @param incident its id
 */
public record Acknowledgement(String incident, String author, Instant at) {
    public Acknowledgement {
        if (author.isBlank()) {
            throw new IllegalArgumentException("author: '' (expected: who acknowledges)");
        }
    }
}
