package dev.probeline.dashboard.io.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.probeline.dashboard.core.Board;
import dev.probeline.dashboard.core.Totals;
import dev.probeline.dashboard.io.feed.Feed;
import dev.probeline.dashboard.io.feed.Progress;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.SeriesKey;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.util.Fields;

/** The board, to be read as JSON. */
final class Api {
    private static final int MOST_FAILURES = 500;

    private final Answer description = OpenApi.answer();
    private final Board board;
    private final Feed feed;
    private final Streams streams;
    private final Clock clock;
    private final long chartedMs;

    Api(Board board, Feed feed, Streams streams, Clock clock, long chartedMs) {
        this.board = board;
        this.feed = feed;
        this.streams = streams;
        this.clock = clock;
        this.chartedMs = chartedMs;
    }

    /**
     * Empty where there is no such path.
     *
     * @throws IllegalArgumentException if a parameter is wrong; the message says which
     */
    Optional<Answer> get(String path, Fields query) {
        return switch (path) {
            case "current" -> Optional.of(current());
            case "history" -> Optional.of(history(query));
            case "attempts" -> Optional.of(attempts(query));
            case "alerts" ->
                Optional.of(Answer.ok(json -> {
                    json.writeNumberField("now", clock.millis());
                    AlertJson.all(json, "alerts", board.open());
                }));
            case "incidents" -> {
                Optional<SeriesKey> series = series(query);
                yield Optional.of(Answer.ok(json -> {
                    json.writeNumberField("now", clock.millis());
                    AlertJson.all(json, "incidents", board.fired(series));
                }));
            }
            case "failures" -> Optional.of(failures(query));
            case "health" -> Optional.of(Answer.ok(this::health));
            case "openapi.json" -> Optional.of(description);
            default -> Optional.empty();
        };
    }

    void progress(JsonGenerator json) throws IOException {
        Progress progress = feed.progress();
        Json.number(json, "fraction", progress.fraction());
        json.writeBooleanField("following", progress.following());
        Json.time(json, "complete_from", progress.completeFrom());
    }

    void health(JsonGenerator json) throws IOException {
        long now = clock.millis();
        Totals totals = board.totals(now);
        json.writeNumberField("now", now);
        json.writeObjectFieldStart("progress");
        progress(json);
        json.writeEndObject();
        boolean any = totals.newestAsOf() > 0;
        Json.time(json, "newest_as_of", any ? totals.newestAsOf() : -1);
        Json.time(json, "age_ms", any ? Math.max(0, now - totals.newestAsOf()) : -1);
        json.writeNumberField("lag_records", feed.lag());
        Json.number(json, "completeness", totals.completeness());
        count(json, "dead_letters", feed.deadLetters());
        count(json, "dead_letters_last_hour", feed.deadLettersLastHour());
        json.writeNumberField("series", totals.series());
        json.writeNumberField("series_limit", totals.seriesLimit());
        json.writeNumberField("series_refused", totals.refused());
        json.writeNumberField("unreadable_records", feed.unreadable());
        json.writeNumberField("streams", streams.open());
        json.writeNumberField("streams_limit", streams.limit());
        CheckResult kafka = feed.check();
        json.writeObjectFieldStart("kafka");
        json.writeBooleanField("ok", kafka.ok());
        json.writeStringField("reason", kafka.reason());
        json.writeEndObject();
    }

    private Answer current() {
        long now = clock.millis();
        return Answer.ok(json -> {
            json.writeNumberField("now", now);
            json.writeObjectFieldStart("progress");
            progress(json);
            json.writeEndObject();
            SeriesJson.currents(json, board.current(now));
        });
    }

    private Answer history(Fields query) {
        String key = key(query);
        String step = text(query, "step", "1m");
        if (!step.equals("1m") && !step.equals("10s")) {
            throw new IllegalArgumentException("step: one of 1m and 10s is expected");
        }
        return board.history(key, step.equals("10s"), number(query, "from", 0), number(query, "to", Long.MAX_VALUE / 2))
                .map(history -> Answer.ok(json -> SeriesJson.history(json, key, chartedMs, history)))
                .orElseGet(() -> Answer.said(404, "no such series"));
    }

    private Answer attempts(Fields query) {
        String key = key(query);
        return board.attempts(key)
                .map(phases -> Answer.ok(json -> SeriesJson.phases(json, key, phases)))
                .orElseGet(() -> Answer.said(404, "no such series"));
    }

    private Answer failures(Fields query) {
        int limit = (int) Math.max(0, Math.min(MOST_FAILURES, number(query, "limit", 100)));
        Optional<SeriesKey> series = series(query);
        return Answer.ok(json -> {
            json.writeNumberField("now", clock.millis());
            AlertJson.failures(json, board.failures(series, limit));
        });
    }

    private static void count(JsonGenerator json, String name, OptionalLong count) throws IOException {
        Json.time(json, name, count.orElse(-1));
    }

    private static String key(Fields query) {
        return series(query)
                .map(SeriesKey::toString)
                .orElseThrow(() -> new IllegalArgumentException("series: a series' key is expected"));
    }

    private static Optional<SeriesKey> series(Fields query) {
        return Optional.ofNullable(query.getValue("series")).map(SeriesKey::parse);
    }

    private static String text(Fields query, String name, String fallback) {
        return Optional.ofNullable(query.getValue(name)).orElse(fallback);
    }

    private static long number(Fields query, String name, long fallback) {
        String text = query.getValue(name);
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException(name + ": a whole number is expected");
        }
        return Long.parseLong(text);
    }
}
