package dev.probeline.producer.core;

import java.time.Duration;
import java.time.Instant;

/**
 * When a target is due: at wall-clock multiples of its interval, shifted by a share of the interval that its name
 * decides. Every instance computes the same instants, so a hand-over between instances neither doubles nor misses one,
 * and targets with one interval do not all start at once.
 */
public record Schedule(long intervalMillis, long offsetMillis) {

    public static Schedule of(Duration interval, String region, String target) {
        int millis = Math.toIntExact(interval.toMillis());
        return new Schedule(millis, Share.of(region + "/" + target, millis));
    }

    /** Which of the schedule's instants this is, counted from the epoch. */
    public long index(Instant at) {
        return Math.floorDiv(at.toEpochMilli() - offsetMillis, intervalMillis);
    }

    /** The first due instant strictly after the given one. */
    public Instant after(Instant instant) {
        return Instant.ofEpochMilli((index(instant) + 1) * intervalMillis + offsetMillis);
    }
}
