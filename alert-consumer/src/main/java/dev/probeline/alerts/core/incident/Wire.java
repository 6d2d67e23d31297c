package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.alerts.core.notify.TokenBucket;
import java.time.Duration;
import java.time.Instant;

/**
 * One receiver's channel: its pace, its back-off and whether it works. While it fails one request at a time is made, and
 * all that waits for it waits together.
 */
final class Wire {
    /** Requests of different incidents at once; of one incident there is never more than one. */
    static final int AT_ONCE = 8;

    private TokenBucket pace;
    private Instant notBefore = Instant.MIN;
    private Instant failingSince = Instant.MAX;
    private int failures;
    private int underWay;

    Wire(Terms terms, Instant now) {
        this.pace = TokenBucket.full(terms.burst(), terms.perSecond(), now);
    }

    /** How long until a request may begin; another one's end may change that. */
    Duration idle(Instant now) {
        Duration backOff = now.isBefore(notBefore) ? Duration.between(now, notBefore) : Duration.ZERO;
        Duration paced = pace.waitAt(now);
        return backOff.compareTo(paced) > 0 ? backOff : paced;
    }

    boolean free(Instant now) {
        return underWay < (failures > 0 ? 1 : AT_ONCE) && idle(now).isZero();
    }

    void begin(Instant now) {
        underWay++;
        pace = pace.takenAt(now);
    }

    /** How many requests in a row failed, with the one that just did. */
    int failures() {
        return failures;
    }

    void succeeded() {
        underWay--;
        failures = 0;
        failingSince = Instant.MAX;
    }

    /** It answers, though it did not take this one. */
    void refused() {
        underWay--;
    }

    void failed(Instant now) {
        underWay--;
        failures++;
        if (failingSince.equals(Instant.MAX)) {
            failingSince = now;
        }
        waitFor(RetryDecision.backOff(failures), now);
    }

    void waitFor(Duration wait, Instant now) {
        Instant until = now.plus(wait);
        notBefore = until.isAfter(notBefore) ? until : notBefore;
    }

    boolean failingFor(Duration time, Instant now) {
        return failures > 0 && !now.isBefore(failingSince.plus(time));
    }
}
