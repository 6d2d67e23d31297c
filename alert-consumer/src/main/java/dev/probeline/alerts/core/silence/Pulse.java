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
        if (before != null && before.knowsBetter(window, record.getAsOf(), record.getAttempts() > 0)) {
            return before.heardUpTo(record.getAsOf());
        }
        boolean first = before == null || !window.equals(before.window);
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

    /**
     * @param newer of somebody who may have begun to listen after this one was said: where it heard of no attempt, what
     *     was known of the last one holds
     */
    Pulse with(Pulse newer) {
        if (knowsBetter(newer.window, newer.attempt, newer.tried)) {
            return heardUpTo(newer.heard);
        }
        Instant attempted = !newer.tried
                ? earlier(attempt, newer.attempt)
                : newer.window.equals(window) ? later(attempt, newer.attempt) : newer.attempt;
        return new Pulse(
                series, newer.window, later(newer.heard, heard), attempted, tried || newer.tried, newer.interval);
    }

    /**
     * Whether a window says nothing new of attempts: it is longer than those heard, and its attempts may be the ones they
     * told of. Where they cannot be, the shorter windows come no more.
     *
     * @param asOf up to when it speaks
     */
    private boolean knowsBetter(Duration window, Instant asOf, boolean tried) {
        return window.compareTo(this.window) > 0
                && !(tried && asOf.minus(window).isAfter(attempt));
    }

    private Pulse heardUpTo(Instant asOf) {
        return new Pulse(series, window, later(asOf, heard), attempt, tried, interval);
    }

    /**
     * Whether nothing was tried for so long that the aggregator is about to forget the series, or has: from then on it is
     * not silent but gone. What the pipeline lags behind makes nothing gone.
     *
     * @param seriesExpiry of the aggregator; its last word is up to two windows short of that
     */
    boolean isGone(Duration seriesExpiry) {
        return silence().compareTo(seriesExpiry.minus(window.multipliedBy(2))) >= 0;
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

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
