package dev.probeline.alerts.core.rule;

/** What a window without attempts means to a rule; the words are Grafana's. */
public enum NoDataPolicy {
    /** Silence counts as the condition being met. */
    ALERTING,
    /** Silence counts as the condition being clear. */
    OK,
    /** Silence changes nothing. */
    KEEP,
    /** Silence is an alert of its own. */
    NO_DATA
}
