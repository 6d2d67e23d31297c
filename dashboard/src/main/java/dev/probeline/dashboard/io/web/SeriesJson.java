package dev.probeline.dashboard.io.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.probeline.dashboard.core.Column;
import dev.probeline.dashboard.core.Current;
import dev.probeline.dashboard.core.Example;
import dev.probeline.dashboard.core.History;
import dev.probeline.dashboard.core.Phases;
import dev.probeline.dashboard.core.Window;
import dev.probeline.schemas.SeriesKey;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A series, its windows and its history as JSON. */
final class SeriesJson {
    private SeriesJson() {}

    static void labels(JsonGenerator json, SeriesKey key) throws IOException {
        json.writeStringField("key", key.toString());
        json.writeStringField("provider", key.provider());
        json.writeStringField("model", key.model());
        json.writeStringField("endpoint", key.endpoint());
        json.writeStringField("region", key.region());
        json.writeStringField("target", key.target());
        json.writeStringField("api_key_alias", key.apiKeyAlias());
    }

    static void currents(JsonGenerator json, List<Current> all) throws IOException {
        json.writeArrayFieldStart("series");
        for (Current current : all) {
            json.writeStartObject();
            current(json, current);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void current(JsonGenerator json, Current current) throws IOException {
        labels(json, current.key());
        json.writeStringField("state", word(current.standing().state()));
        json.writeStringField("reason", word(current.standing().reason()));
        Json.time(json, "since", current.standing().since());
        Window charted = current.charted().orElse(null);
        json.writeStringField("fault_domain", charted == null ? null : charted.faultDomain());
        Json.number(json, "state_window_ms", charted == null ? Double.NaN : charted.sizeMs());
        json.writeArrayFieldStart("alerts");
        for (String alert : current.alerts()) {
            json.writeString(alert);
        }
        json.writeEndArray();
        Window telling = current.telling().orElse(null);
        Json.number(json, "p95_ms", telling == null ? Double.NaN : telling.value(Column.LATENCY_P95));
        Json.number(json, "p95_window_ms", telling == null ? Double.NaN : telling.sizeMs());
        json.writeBooleanField("p95_sufficient", telling != null && telling.p95Sufficient());
        json.writeArrayFieldStart("windows");
        for (Window window : current.windows()) {
            json.writeStartObject();
            window(json, window);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (current.spark().isPresent()) {
            spark(json, current.spark().get());
        }
    }

    private static void window(JsonGenerator json, Window window) throws IOException {
        json.writeNumberField("size_ms", window.sizeMs());
        json.writeNumberField("end", window.end());
        json.writeNumberField("as_of", window.asOf());
        json.writeBooleanField("final", window.settled());
        json.writeNumberField("revision", window.revision());
        for (Column column : Column.values()) {
            Json.number(json, column.label(), window.value(column));
        }
        Json.number(json, "error_rate", rate(window.value(Column.FAILURES), window.value(Column.ATTEMPTS)));
        json.writeBooleanField("p95_sufficient", window.p95Sufficient());
        json.writeBooleanField("p99_sufficient", window.p99Sufficient());
        Json.counts(json, "errors_by_type", window.errorsByType());
        Json.counts(json, "errors_by_fault_domain", window.errorsByFaultDomain());
        json.writeStringField("shutdown_date", window.shutdownDate());
        examples(json, window.examples());
    }

    static void examples(JsonGenerator json, List<Example> examples) throws IOException {
        json.writeArrayFieldStart("examples");
        for (Example example : examples) {
            json.writeStartObject();
            json.writeStringField("error_type", example.errorType());
            json.writeObjectField("status_code", example.statusCode());
            json.writeStringField("message", example.message());
            json.writeStringField("request_id", example.requestId());
            json.writeStringField("client_request_id", example.clientRequestId());
            json.writeNumberField("completed_at", example.completedAt());
            json.writeObjectField("latency_ms", example.latencyMs());
            json.writeObjectField("server_processing_ms", example.serverProcessingMs());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void spark(JsonGenerator json, History spark) throws IOException {
        json.writeObjectFieldStart("spark");
        json.writeNumberField("first_end", spark.firstEnd());
        json.writeNumberField("step_ms", spark.stepMs());
        Json.row(json, "p95_ms", spark.values().get(Column.LATENCY_P95));
        Json.row(json, "error_rate", rates(spark));
        json.writeEndObject();
    }

    static void history(JsonGenerator json, String key, long windowMs, History history) throws IOException {
        json.writeStringField("key", key);
        json.writeNumberField("window_ms", windowMs);
        json.writeNumberField("step_ms", history.stepMs());
        json.writeNumberField("first_end", history.firstEnd());
        json.writeNumberField("count", history.count());
        Json.time(json, "settled_to", history.settledTo());
        json.writeObjectFieldStart("columns");
        for (Map.Entry<Column, float[]> column : history.values().entrySet()) {
            Json.row(json, column.getKey().label(), column.getValue());
        }
        Json.row(json, "error_rate", rates(history));
        json.writeEndObject();
        json.writeObjectFieldStart("errors");
        for (Map.Entry<String, int[]> type : history.errors().entrySet()) {
            json.writeFieldName(type.getKey());
            json.writeArray(type.getValue(), 0, type.getValue().length);
        }
        json.writeEndObject();
    }

    static void phases(JsonGenerator json, String key, Phases phases) throws IOException {
        json.writeStringField("key", key);
        json.writeFieldName("completed_at");
        json.writeArray(phases.completedAt(), 0, phases.completedAt().length);
        json.writeArrayFieldStart("success");
        for (boolean success : phases.success()) {
            json.writeBoolean(success);
        }
        json.writeEndArray();
        for (int phase = 0; phase < Phases.NAMES.size(); phase++) {
            Json.row(json, Phases.NAMES.get(phase), phases.values()[phase]);
        }
    }

    private static float[] rates(History history) {
        float[] attempts = history.values().get(Column.ATTEMPTS);
        float[] failures = history.values().get(Column.FAILURES);
        float[] rates = new float[attempts.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rate(failures[i], attempts[i]);
        }
        return rates;
    }

    private static float rate(float failures, float attempts) {
        return attempts > 0 ? failures / attempts : Float.NaN;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
