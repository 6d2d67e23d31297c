package dev.probeline.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.core.replay.Comparison;
import dev.probeline.alerts.core.replay.Episode;
import dev.probeline.runtime.config.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a replay found, as a table or as JSON. */
final class ReplayReport {
    private final PrintWriter out;
    private final Instant from;
    private final Instant to;
    private final long records;

    ReplayReport(PrintWriter out, Instant from, Instant to, long records) {
        this.out = out;
        this.from = from;
        this.to = to;
        this.records = records;
    }

    void list(List<Episode> episodes, boolean json) throws JsonProcessingException {
        if (json) {
            print(episodes.stream().map(this::json).toList());
            return;
        }
        if (!episodes.isEmpty()) {
            Table table = new Table("FIRED", "FOR", "SEVERITY", "RULE", "SERIES");
            episodes.forEach(each ->
                    table.row(each.firedAt().toString(), length(each), each.severity(), each.rule(), each.series()));
            table.print(out);
        }
        conclude(episodes.size() + (episodes.size() == 1 ? " alert" : " alerts"));
    }

    void compare(List<Comparison> all, boolean json) throws JsonProcessingException {
        if (json) {
            print(all.stream().map(this::json).toList());
            return;
        }
        if (!all.isEmpty()) {
            Table table = new Table("VERDICT", "FIRED", "FOR", "CANDIDATE FIRED", "FOR", "RULE", "SERIES");
            for (Comparison one : all) {
                table.row(
                        one.verdict(),
                        fired(one.now()),
                        one.now().map(this::length).orElse("-"),
                        fired(one.candidate()),
                        one.candidate().map(this::length).orElse("-"),
                        one.either().rule(),
                        one.either().series());
            }
            table.print(out);
        }
        conclude(count(all, "same") + " as now, " + count(all, "changed") + " at other times, " + count(all, "gone")
                + " no longer, " + count(all, "new") + " new");
    }

    private void conclude(String what) {
        out.println(what + "; " + records + " records from " + from.truncatedTo(ChronoUnit.SECONDS) + " to "
                + to.truncatedTo(ChronoUnit.SECONDS));
        out.flush();
    }

    private static long count(List<Comparison> all, String verdict) {
        return all.stream().filter(one -> one.verdict().equals(verdict)).count();
    }

    private static String fired(Optional<Episode> episode) {
        return episode.map(each -> each.firedAt().toString()).orElse("-");
    }

    private String length(Episode episode) {
        Duration length = episode.length(to);
        return Durations.format(Duration.ofSeconds(Math.max(0, length.toSeconds())))
                + (episode.resolvedAt().isEmpty() ? "+" : "");
    }

    private Map<String, Object> json(Comparison one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", one.verdict());
        json.put("rule", one.either().rule());
        json.put("series", one.either().series());
        json.put("now", one.now().map(this::json).orElse(null));
        json.put("candidate", one.candidate().map(this::json).orElse(null));
        return json;
    }

    private Map<String, Object> json(Episode episode) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", episode.rule());
        json.put("series", episode.series());
        json.put("severity", episode.severity());
        json.put("fired_at", episode.firedAt().toString());
        json.put("resolved_at", episode.resolvedAt().map(Instant::toString).orElse(null));
        json.put("seconds", episode.length(to).toMillis() / 1000.0);
        return json;
    }

    private void print(List<Map<String, Object>> all) throws JsonProcessingException {
        out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        out.flush();
    }
}
