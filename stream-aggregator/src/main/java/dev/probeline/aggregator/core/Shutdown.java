package dev.probeline.aggregator.core;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** The announced end of a model as a number: days since the epoch, and 0 where none is announced. */
final class Shutdown {
    static final long NONE = 0;

    private Shutdown() {}

    /** What a successful attempt tells; a date that is none tells nothing. */
    static long dayOf(Observation observation) {
        if (!observation.has(Slot.SHUTDOWN_DATE)) {
            return NONE;
        }
        try {
            return LocalDate.parse(observation.text(Slot.SHUTDOWN_DATE)).toEpochDay();
        } catch (DateTimeParseException e) {
            return NONE;
        }
    }

    static long earlier(long day, long other) {
        if (day == NONE || other == NONE) {
            return day + other;
        }
        return Math.min(day, other);
    }

    /** Null where none is announced. */
    static String text(long day) {
        return day == NONE ? null : LocalDate.ofEpochDay(day).toString();
    }
}
