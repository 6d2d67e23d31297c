package dev.probeline.dashboard.core;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeResult;

/** One failed attempt; null for what is not known of it. */
public record Failure(
        SeriesKey series,
        long completedAt,
        String errorType,
        String faultDomain,
        Integer statusCode,
        String errorCode,
        String message,
        String requestId,
        String clientRequestId,
        Double latencyMs,
        Double serverProcessingMs,
        int attempt,
        boolean last,
        String prober,
        String edge) {

    static Failure of(SeriesKey series, ProbeResult result) {
        return new Failure(
                series,
                result.getCompletedAt().toEpochMilli(),
                result.getErrorType(),
                result.getFaultDomain().name(),
                result.getStatusCode(),
                result.getErrorCode(),
                result.getErrorMessage(),
                result.getRequestId(),
                result.getClientRequestId(),
                result.getLatencyMs(),
                result.getServerProcessingMs(),
                result.getAttempt(),
                result.getFinal$(),
                result.getProber(),
                result.getEdge());
    }

    /** Third parties' words stay out of logs. */
    @Override
    public String toString() {
        return "Failure[" + series + " " + errorType + "]";
    }
}
