package dev.probeline.aggregator.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.SeriesKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.UniqueElements;

/** What a question looks like in either language, and that no label can be more than a label in it. */
class QueryTextTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:03:20Z");
    private static final HistoryQuery QUERY = HistoryQuery.windows(
            Map.of("region", "eu-west", "api_key_alias", ""),
            Duration.ofMinutes(1),
            List.of("attempts", "latency_ms_p95"),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            NOW);

    @Example
    void inFlux() {
        assertThat(FluxQuery.of(QUERY, "probes")).isEqualTo("""
                        from(bucket: "probes")
                          |> range(start: 2025-12-31T23:58:00Z, stop: 2026-01-01T00:04:00Z)
                          |> filter(fn: (r) => r._measurement == "probe_metrics" and r["region"] == "eu-west"\
                         and not exists r["api_key_alias"] and r["window"] == "1m")
                          |> filter(fn: (r) => r._field == "attempts" or r._field == "latency_ms_p95")
                          |> aggregateWindow(every: 120000ms, fn: last, createEmpty: false, timeSrc: "_start")
                        """);
    }

    @Example
    void inSql() {
        assertThat(SqlQuery.of(QUERY, List.of("attempts")))
                .isEqualTo("SELECT timestamp, \"provider\", \"model\", \"endpoint\", \"region\", \"target\","
                        + " \"api_key_alias\", \"window\", last_not_null(\"attempts\") \"attempts\""
                        + " FROM \"probe_metrics\""
                        + " WHERE timestamp >= '2025-12-31T23:58:00Z' AND timestamp < '2026-01-01T00:04:00Z'"
                        + " AND \"region\" = 'eu-west' AND \"api_key_alias\" IS NULL AND \"window\" = '1m'"
                        + " SAMPLE BY 120000T ALIGN TO CALENDAR");
    }

    @Property
    void aFluxLiteralIsNothingButTheText(@ForAll String text) {
        String literal = FluxQuery.literal(text);

        // Nothing that ends it, starts an interpolation or an escape of another kind.
        assertThat(literal).matches("\"([A-Za-z0-9 _./:*-]|\\\\x[0-9a-f]{2})*\"");
        assertThat(unescaped(literal.substring(1, literal.length() - 1)))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void aSqlLiteralIsNothingButTheText(@ForAll String text) {
        String literal = SqlQuery.literal(text);
        String inside = literal.substring(1, literal.length() - 1);

        assertThat(literal).startsWith("'").endsWith("'");
        assertThat(inside.replace("''", "")).doesNotContain("'");
        assertThat(inside.replace("''", "'")).isEqualTo(text);
    }

    @Property
    void aLabelComesBackFromItsTagAndTheTagIsSafeInLineProtocol(@ForAll String label) {
        String whole = new String(label.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String text = TagText.of(whole);

        assertThat(TagText.label(text)).isEqualTo(whole);
        assertThat(text).doesNotContain("\\").doesNotMatch("(?s).*[\\x00-\\x1f\\x7f].*");
    }

    @Property
    void labelsThatDifferAreTagsThatDiffer(@ForAll @UniqueElements List<String> labels) {
        assertThat(labels.stream().map(TagText::of)).doesNotHaveDuplicates();
    }

    @Example
    void aNameThatIsNoNameIsRefused() {
        for (String field : List.of("", "a b", "x) FROM y --", "a\"", "a'", "ä", "1a", "a;b")) {
            assertThatThrownBy(() -> results(Map.of(), field)).hasMessageStartingWith("fields: ");
        }
        assertThatThrownBy(() -> results(Map.of("window\" OR 1=1", ""), "attempt"))
                .hasMessageStartingWith("tags: ");
        assertThatThrownBy(() -> results(Map.of("window", "1m"), "attempt")).hasMessageStartingWith("tags: ");
    }

    @Example
    void aBucketThatIsNoWholeMillisecondIsRefused() {
        for (Duration every : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1_500_000))) {
            assertThatThrownBy(
                            () -> HistoryQuery.results(Map.of(), List.of("attempt"), Duration.ofMinutes(1), every, NOW))
                    .hasMessageStartingWith("every: ");
        }
    }

    @Example
    void oneSeriesIsAllItsLabels() {
        SeriesKey series = new SeriesKey("p", "m", "e", "r", "t", "k");
        assertThat(HistoryQuery.only(series).keySet()).containsExactlyInAnyOrderElementsOf(Measurement.RESULTS.tags());
    }

    private static HistoryQuery results(Map<String, String> tags, String field) {
        return HistoryQuery.results(tags, List.of(field), Duration.ofMinutes(1), Duration.ofSeconds(1), NOW);
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
