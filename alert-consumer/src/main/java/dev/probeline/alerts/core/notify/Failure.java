package dev.probeline.alerts.core.notify;

/** Why a notification failed; the words are Alertmanager's. */
public enum Failure {
    CLIENT_ERROR("clientError"),
    SERVER_ERROR("serverError"),
    CONTEXT_DEADLINE_EXCEEDED("contextDeadlineExceeded"),
    AUTH_ERROR("authError"),
    RATE_LIMITED("rateLimited"),
    OTHER("other");

    private final String text;

    Failure(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
