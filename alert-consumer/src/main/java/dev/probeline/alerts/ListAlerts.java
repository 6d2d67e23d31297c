package dev.probeline.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.io.Recording;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is open now, as the alert-events topic has it. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the alerts that are open now: firing first, then by since when.",
            "",
            "It reads the topic alert-events from its beginning, joins no group and changes",
            "nothing. An alert that has been open for longer than the topic keeps its records",
            "(30 days) is not in it.",
            "",
            "  alert-consumer alerts --config alerts.yaml",
            "  alert-consumer alerts --bootstrap-servers localhost:9092 \\",
            "      --schema-registry http://localhost:8081 --json",
            ""
        })
final class ListAlerts implements Callable<Integer> {
    private static final Instant FOR_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--json", description = "One JSON array instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Map<String, AlertEvent> open = new LinkedHashMap<>();
        long unreadable;
        try (Recording<AlertEvent> recording =
                new Recording<>(cluster.kafka(), "probeline-alerts-list", Topics.ALERTS.name(), AlertEvent.class)) {
            recording.read(
                    Instant.EPOCH,
                    FOR_EVER,
                    (series, event, at) -> {
                        if (event.getState() == AlertState.resolved) {
                            open.remove(event.getAlertId());
                        } else {
                            open.put(event.getAlertId(), event);
                        }
                    },
                    at -> {});
            unreadable = recording.unreadable();
        }
        List<AlertEvent> sorted = new ArrayList<>(open.values());
        sorted.sort(Comparator.comparing((AlertEvent event) -> event.getState() != AlertState.firing)
                .thenComparing(AlertEvent::getPendingSince));
        print(sorted);
        if (unreadable > 0) {
            spec.commandLine().getErr().println(unreadable + " records of alert-events could not be read");
        }
        return ExitCodes.OK;
    }

    private void print(List<AlertEvent> events) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Map<String, Object>> all =
                    events.stream().map(ListAlerts::json).toList();
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } else if (events.isEmpty()) {
            out.println("no alert is open");
        } else {
            Table table = new Table("STATE", "SEVERITY", "SINCE", "RULE", "SERIES", "SUMMARY");
            for (AlertEvent event : events) {
                table.row(
                        event.getState().toString(),
                        event.getSeverity().toString(),
                        since(event).toString(),
                        event.getRule(),
                        event.getSeries(),
                        event.getAnnotations().getOrDefault("summary", event.getCondition()));
            }
            table.print(out);
        }
        out.flush();
    }

    private static Instant since(AlertEvent event) {
        return event.getFiringSince() == null ? event.getPendingSince() : event.getFiringSince();
    }

    private static Map<String, Object> json(AlertEvent event) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("alert_id", event.getAlertId());
        alert.put("state", event.getState().toString());
        alert.put("severity", event.getSeverity().toString());
        alert.put("rule", event.getRule());
        alert.put("series", event.getSeries());
        alert.put("labels", event.getLabels());
        alert.put("pending_since", event.getPendingSince().toString());
        alert.put(
                "firing_since",
                event.getFiringSince() == null ? null : event.getFiringSince().toString());
        alert.put("value", event.getValue());
        alert.put("scope", event.getScope());
        alert.put("annotations", event.getAnnotations());
        return alert;
    }
}
