package dev.probeline.alerts.core.state;

import java.util.Locale;

/** Why an alert changed its state. */
public enum Reason {
    CONDITION_MET,
    FOR_ELAPSED,
    /** Nothing spoke for the pending alert for so long that what is seen now is another incident. */
    EVIDENCE_LAPSED,
    CONDITION_CLEARED,
    KEEP_FIRING_FOR_ELAPSED,
    /** The condition came back while the alert was recovering: the same incident goes on. */
    RELAPSED,
    NO_DATA,
    DATA_RETURNED,
    /** The rule could not be worked out; the explanation says why. */
    EVALUATION_FAILED,
    EVALUATION_WORKS,
    RULE_REMOVED,
    /** No metrics of the series have come for so long that none are expected. */
    SERIES_GONE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
