package dev.probeline.alerts.core.incident;

import java.time.Instant;

/**
 * One decision, for the audit topic and the metrics.
 *
 * @param incident its id; empty where there is none
 * @param group its key; empty where there is none
 * @param receiver empty where none is concerned
 * @param what was done
 * @param why one word or phrase of a closed set
 * @param detail what a person asks next; may be empty
 */
public record Entry(Instant at, String incident, String group, String receiver, What what, String why, String detail) {
    /** What can be done about an incident, and so about news. */
    public enum What {
        OPENED,
        TOLD,
        HELD,
        FAILED,
        GIVEN_UP,
        /** A crash came between the request and its record: who hears it again may have heard it before. */
        UNCERTAIN,
        ACKNOWLEDGED,
        CLOSED,
        IGNORED
    }

    static Entry of(Incident incident, Instant at, What what, String why, String detail) {
        return new Entry(
                at, incident.id(), incident.group().key(), incident.group().receiver(), what, why, detail);
    }
}
