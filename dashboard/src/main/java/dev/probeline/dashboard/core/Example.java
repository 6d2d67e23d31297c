package dev.probeline.dashboard.core;

import dev.probeline.schemas.events.AlertExample;
import dev.probeline.schemas.events.FailureExample;

/** One failed attempt as evidence. Null where the provider told nothing. */
public record Example(
        String errorType,
        Integer statusCode,
        String message,
        String requestId,
        String clientRequestId,
        long completedAt) {

    static Example of(FailureExample example) {
        return new Example(
                example.getErrorType(),
                example.getStatusCode(),
                example.getMessage(),
                example.getRequestId(),
                example.getClientRequestId(),
                example.getCompletedAt().toEpochMilli());
    }

    static Example of(AlertExample example) {
        return new Example(
                example.getErrorType(),
                example.getStatusCode(),
                example.getMessage(),
                example.getRequestId(),
                example.getClientRequestId(),
                example.getCompletedAt().toEpochMilli());
    }

    /** Messages of third parties stay out of logs. */
    @Override
    public String toString() {
        return "Example[errorType=" + errorType + ", statusCode=" + statusCode + "]";
    }
}
