package dev.probeline.alerts.core.notify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a receiver's service took one request. */
public sealed interface Answer {
    /** @param retryAfter what it asked to wait, if it did */
    record Status(int code, Optional<Duration> retryAfter) implements Answer {}

    /**
     * It was taken.
     *
     * @param receipt what finds the message again; empty if nothing does
     * @param unreached of several addressees, for how many it was refused: to ask again would tell the others twice
     */
    record Taken(Map<String, String> receipt, int unreached) implements Answer {
        public Taken(Map<String, String> receipt) {
            this(receipt, 0);
        }
    }

    /** HTTP 200, and a body that says it went wrong: Slack's way. */
    record Refused(String error, Optional<Duration> retryAfter) implements Answer {}

    /** No complete answer within the bound. */
    record TimedOut() implements Answer {}

    /** No connection, or one that broke off. */
    record Unreachable() implements Answer {}
}
