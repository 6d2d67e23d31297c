package dev.probeline.alerts.core.silence;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The sign of life of one series.
 *
 * @param window length of the shortest windows heard: what a longer one says of attempts may be long past
 * @param heard event time up to which its metrics speak: how far the pipeline is
 * @param attempt event time of the newest metrics with an attempt in them, within one window
 * @param tried false where no attempt was heard of yet: then {@code attempt} is when listening began
 * @param interval time between two probes; zero where it is not known
 */
public record Pulse(
        SeriesKey series, Duration window, Instant heard, Instant attempt, boolean tried, Duration interval) {
    private static final byte VERSION = 1;
    private static final int FIXED = 2 + 4 * Long.BYTES;

    /** @param before of the same series, or null */
    public static Pulse of(SeriesKey series, ProbeMetrics record, Pulse before) {
        Duration window = Duration.ofMillis(record.getWindowSizeMs());
        if (before != null && window.compareTo(before.window) > 0) {
            Instant heard = later(record.getAsOf(), before.heard);
            return new Pulse(series, before.window, heard, before.attempt, before.tried, before.interval);
        }
        boolean first = before == null || window.compareTo(before.window) < 0;
        Instant known = first ? record.getWindowStart() : before.attempt;
        Instant attempt = record.getAttempts() > 0 ? later(record.getAsOf(), known) : known;
        Instant heard = before == null ? record.getAsOf() : later(record.getAsOf(), before.heard);
        Double expected = record.getExpectedProbes();
        Duration interval = expected == null || expected <= 0
                ? first ? Duration.ZERO : before.interval
                : Duration.ofMillis(Math.round(record.getWindowSizeMs() / expected));
        boolean tried = record.getAttempts() > 0 || (!first && before.tried);
        return new Pulse(series, window, heard, attempt, tried, interval);
    }

    /** A roll-up lives as long as one of what it holds. */
    public static boolean isOfOneSeries(SeriesKey key) {
        return !List.of(key.provider(), key.model(), key.endpoint(), key.region(), key.target(), key.apiKeyAlias())
                .contains(SeriesKey.ALL);
    }

    Pulse with(Pulse newer) {
        Instant attempted = newer.window.equals(window) ? later(newer.attempt, attempt) : newer.attempt;
        return new Pulse(
                series, newer.window, later(newer.heard, heard), attempted, tried || newer.tried, newer.interval);
    }

    /** How long nothing was tried, in event time: what the pipeline lags behind is not silence. */
    Duration silence() {
        return Duration.between(attempt, heard);
    }

    public byte[] encode() {
        byte[] key = series.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + key.length)
                .put(VERSION)
                .putLong(window.toMillis())
                .putLong(heard.toEpochMilli())
                .putLong(attempt.toEpochMilli())
                .put((byte) (tried ? 1 : 0))
                .putLong(interval.toMillis())
                .put(key)
                .array();
    }

    /** @throws IllegalArgumentException if the bytes are no pulse */
    public static Pulse decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length <= FIXED || in.get() != VERSION) {
            throw new IllegalArgumentException(bytes.length + " bytes are no pulse of a version this build knows");
        }
        return new Pulse(
                SeriesKey.parse(new String(bytes, FIXED, bytes.length - FIXED, StandardCharsets.UTF_8)),
                Duration.ofMillis(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                in.get() == 1,
                Duration.ofMillis(in.getLong()));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
