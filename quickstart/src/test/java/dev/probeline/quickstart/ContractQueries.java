package dev.probeline.quickstart;

import dev.probeline.aggregator.io.HistoryQuery;
import dev.probeline.aggregator.io.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the store contract asks: from its start, in buckets of ten seconds, so that each window has its own. */
final class ContractQueries {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** Each has signs that mean something in line protocol, Flux, SQL or our own encoding. */
    static final List<String> HOSTILE_LABELS = List.of(
            "with space",
            "comma,equals=",
            "it's \"quoted\"",
            "DOMAIN\\user",
            "ends with \\",
            "\\\"",
            "x' OR '1'='1",
            "'; DROP TABLE probe_metrics; --",
            "\") |> drop(columns: [\"_value\"]) //",
            "${r._value}",
            "100%",
            "%5C",
            "a+b",
            "line\nbreak\r\ttab",
            "größer 漢字 🚀",
            "#hash",
            "*",
            "");

    private ContractQueries() {}

    /** The windows of the first minute. */
    static HistoryQuery windows(Map<String, String> labels, Duration size) {
        return HistoryQuery.windows(
                labels,
                size,
                List.of("attempts", "latency_ms_p95", "revision"),
                MINUTE,
                TEN_SECONDS,
                START.plusSeconds(60));
    }

    /** The same, up to so many buckets later. */
    static HistoryQuery longer(HistoryQuery query, int buckets) {
        return new HistoryQuery(
                query.measurement(),
                query.tags(),
                query.fields(),
                query.from(),
                query.to().plus(query.every().multipliedBy(buckets)),
                query.every());
    }

    static List<Double> attempts(List<HistoryRow> rows) {
        return rows.stream().map(row -> row.values().get("attempts")).toList();
    }
}
