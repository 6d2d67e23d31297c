package dev.probeline.dashboard.core;

import org.apache.avro.generic.GenericRecord;

/** One failed attempt as evidence. Null where the provider told nothing. */
public record Example(
        String errorType,
        Integer statusCode,
        String message,
        String requestId,
        String clientRequestId,
        long completedAt,
        Double latencyMs,
        Double serverProcessingMs) {

    static Example of(GenericRecord example) {
        return new Example(
                KeptFields.text(example, "error_type"),
                (Integer) example.get("status_code"),
                KeptFields.text(example, "message"),
                KeptFields.text(example, "request_id"),
                KeptFields.text(example, "client_request_id"),
                KeptFields.millis(example, "completed_at"),
                (Double) example.get("latency_ms"),
                (Double) example.get("server_processing_ms"));
    }

    /** Messages of third parties stay out of logs. */
    @Override
    public String toString() {
        return "Example[errorType=" + errorType + ", statusCode=" + statusCode + "]";
    }
}
