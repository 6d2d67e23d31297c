package dev.probeline.dashboard.io.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.probeline.dashboard.core.Alert;
import dev.probeline.dashboard.core.Failure;
import dev.probeline.schemas.events.AlertEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Alerts and failures as JSON. */
final class AlertJson {
    private static final Pattern PLAIN = Pattern.compile("\\s*([a-z_]+(?:\\.[a-z0-9_]+)?)\\s*[<>]=?.*", Pattern.DOTALL);

    /** Names of metrics in conditions to columns of the history, where they differ. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("latency.p50", "latency_p50_ms"),
            Map.entry("latency.p95", "latency_p95_ms"),
            Map.entry("latency.p99", "latency_p99_ms"),
            Map.entry("ttft.p50", "ttft_p50_ms"),
            Map.entry("ttft.p95", "ttft_p95_ms"),
            Map.entry("output_tokens_per_second.p50", "output_tokens_per_second_p50"),
            Map.entry("ratelimit_headroom.requests", "headroom_requests"),
            Map.entry("ratelimit_headroom.tokens", "headroom_tokens"),
            Map.entry("error_rate", "error_rate"),
            Map.entry("availability", "availability"),
            Map.entry("completeness", "completeness"),
            Map.entry("attempts", "attempts"),
            Map.entry("failures", "failures"),
            Map.entry("cost_usd", "cost_usd"));

    private AlertJson() {}

    static void all(JsonGenerator json, String name, List<Alert> alerts) throws IOException {
        json.writeArrayFieldStart(name);
        for (Alert alert : alerts) {
            json.writeStartObject();
            alert(json, alert);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void alert(JsonGenerator json, Alert alert) throws IOException {
        AlertEvent event = alert.event();
        json.writeStringField("alert_id", event.getAlertId());
        json.writeStringField("rule", event.getRule());
        json.writeStringField("state", event.getState().name());
        json.writeStringField("severity", event.getSeverity().name());
        json.writeStringField("reason", event.getReason());
        json.writeStringField("series", event.getSeries());
        texts(json, "labels", event.getLabels());
        texts(json, "annotations", event.getAnnotations());
        json.writeStringField("condition", event.getCondition());
        json.writeStringField("column", column(event.getCondition()));
        json.writeObjectField("value", event.getValue());
        json.writeObjectField("threshold", event.getThreshold());
        json.writeStringField("explanation", event.getExplanation());
        json.writeStringField("scope", event.getScope());
        json.writeStringField("fault_domain", event.getFaultDomain());
        list(json, "regions_failing", event.getRegionsFailing());
        list(json, "regions_healthy", event.getRegionsHealthy());
        list(json, "regions_silent", event.getRegionsSilent());
        json.writeStringField("provider_status", event.getProviderStatus());
        json.writeBooleanField("flapping", event.getFlapping());
        time(json, "at", event.getAt());
        time(json, "pending_since", event.getPendingSince());
        time(json, "firing_since", event.getFiringSince());
        time(json, "resolved_at", event.getResolvedAt());
        time(json, "window_start", event.getWindowStart());
        time(json, "window_end", event.getWindowEnd());
        json.writeNumberField("attempts", event.getAttempts());
        json.writeNumberField("failures", event.getFailures());
        Json.counts(json, "errors_by_type", event.getErrorsByType());
        Json.counts(json, "errors_by_fault_domain", event.getErrorsByFaultDomain());
        SeriesJson.examples(json, alert.examples());
        json.writeArrayFieldStart("story");
        for (Alert.Change change : alert.story()) {
            json.writeStartObject();
            json.writeNumberField("at", change.at());
            json.writeStringField("state", change.state().name());
            json.writeStringField("reason", change.reason());
            json.writeObjectField("value", change.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void failures(JsonGenerator json, List<Failure> failures) throws IOException {
        json.writeArrayFieldStart("failures");
        for (Failure failure : failures) {
            json.writeStartObject();
            SeriesJson.labels(json, failure.series());
            json.writeNumberField("completed_at", failure.completedAt());
            json.writeStringField("error_type", failure.errorType());
            json.writeStringField("fault_domain", failure.faultDomain());
            json.writeObjectField("status_code", failure.statusCode());
            json.writeStringField("error_code", failure.errorCode());
            json.writeStringField("message", failure.message());
            json.writeStringField("request_id", failure.requestId());
            json.writeStringField("client_request_id", failure.clientRequestId());
            json.writeObjectField("latency_ms", failure.latencyMs());
            json.writeObjectField("server_processing_ms", failure.serverProcessingMs());
            json.writeNumberField("attempt", failure.attempt());
            json.writeBooleanField("final", failure.last());
            json.writeStringField("prober", failure.prober());
            json.writeStringField("edge", failure.edge());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The column a plain condition is about; null where it is another kind. */
    static String column(String condition) {
        Matcher plain = PLAIN.matcher(condition);
        return plain.matches() ? COLUMNS.get(plain.group(1)) : null;
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void time(JsonGenerator json, String name, Instant time) throws IOException {
        Json.time(json, name, time == null ? -1 : time.toEpochMilli());
    }
}
