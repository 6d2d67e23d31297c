package dev.probeline.aggregator.io;

import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to read: fields of one series or of all that match, in buckets of time.
 *
 * @param tags text each of these tags must have; tags left out may have any
 * @param fields fields that are numbers
 * @param from start of the first bucket, a multiple of {@code every} since the epoch
 * @param to end of the last bucket, exclusive, such a multiple too
 * @param every length of a bucket, whole milliseconds
 */
public record HistoryQuery(
        Measurement measurement,
        Map<String, String> tags,
        List<String> fields,
        Instant from,
        Instant to,
        Duration every) {

    public HistoryQuery {
        tags = Map.copyOf(tags);
        fields = List.copyOf(fields);
        require(measurement.tags().containsAll(tags.keySet()), "tags", tags.keySet(), "some of " + measurement.tags());
        require(!fields.isEmpty(), "fields", fields, "at least one");
        for (String field : fields) {
            // Names go into the query as they are.
            require(field.matches("[A-Za-z_][A-Za-z0-9_]*"), "fields", field, "letters, digits and underscores");
        }
        require(every.toMillis() >= 1 && every.toNanosPart() % 1_000_000 == 0, "every", every, "whole milliseconds");
        require(from.isBefore(to), "to", to, "after " + from);
        require(from.equals(floor(from, every)), "from", from, "a multiple of every");
        require(to.equals(floor(to, every)), "to", to, "a multiple of every");
    }

    /**
     * The windows of one length that ended lately.
     *
     * @param labels as in {@link #tags}
     * @param last how far back; the bucket of that moment is read whole, and so is the present one
     */
    public static HistoryQuery windows(
            Map<String, String> labels,
            Duration size,
            List<String> fields,
            Duration last,
            Duration every,
            Instant now) {
        Map<String, String> tags = new TreeMap<>(labels);
        tags.put("window", Durations.format(size));
        return last(Measurement.WINDOWS, tags, fields, last, every, now);
    }

    /** The attempts that completed lately; see {@link #windows}. */
    public static HistoryQuery results(
            Map<String, String> labels, List<String> fields, Duration last, Duration every, Instant now) {
        return last(Measurement.RESULTS, labels, fields, last, every, now);
    }

    /** The labels that match one series and no other. */
    public static Map<String, String> only(SeriesKey series) {
        return Map.of(
                "provider", series.provider(),
                "model", series.model(),
                "endpoint", series.endpoint(),
                "region", series.region(),
                "target", series.target(),
                "api_key_alias", series.apiKeyAlias());
    }

    private static HistoryQuery last(
            Measurement measurement,
            Map<String, String> tags,
            List<String> fields,
            Duration last,
            Duration every,
            Instant now) {
        Instant to = floor(now, every).plus(every);
        return new HistoryQuery(measurement, tags, fields, floor(now.minus(last), every), to, every);
    }

    private static Instant floor(Instant at, Duration every) {
        long millis = Math.max(1, every.toMillis());
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
