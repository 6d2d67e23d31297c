package dev.probeline.alerts.core.incident;

/** Why an incident is told now; the words are Alertmanager's where it has them. */
public enum Occasion {
    FIRST("first notification"),
    NEW_ALERTS("new alerts added"),
    SOME_RESOLVED("some alerts resolved"),
    ALL_RESOLVED("all alerts resolved"),
    /** Its end came before its beginning could be told: the receiver was away. */
    RESOLVED_UNTOLD("resolved before it could be told"),
    ACKNOWLEDGED("acknowledged"),
    REPEAT("repeat interval elapsed");

    private final String text;

    Occasion(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public boolean isEnd() {
        return this == ALL_RESOLVED || this == RESOLVED_UNTOLD;
    }
}
