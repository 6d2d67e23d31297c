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

    /** The first due instant strictly after the given one. */
    public Instant after(Instant instant) {
        long since = Math.floorDiv(instant.toEpochMilli() - offsetMillis, intervalMillis) + 1;
        return Instant.ofEpochMilli(since * intervalMillis + offsetMillis);
    }
}
