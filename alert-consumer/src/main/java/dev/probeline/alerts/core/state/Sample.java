package dev.probeline.alerts.core.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One window's word to one rule on one series, at an event time.
 *
 * @param cause what a change because of it gives as its reason
 */
public record Sample(String rule, String series, Instant at, Instant windowEnd, int revision, Reason cause) {

    Duration since(Instant earlier) {
        return Duration.between(earlier, at);
    }

    /**
     * Id of an incident that this sample begins. Made of what a replay reads again, so a replay gives the same id. The
     * window and revision are part of it because two of them may speak at the same event time.
     */
    UUID idOf(String kind) {
        String name = String.join(
                "\n",
                kind,
                rule,
                series,
                String.valueOf(at.toEpochMilli()),
                String.valueOf(windowEnd.toEpochMilli()),
                String.valueOf(revision));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
