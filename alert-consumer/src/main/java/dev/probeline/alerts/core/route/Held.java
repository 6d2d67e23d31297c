package dev.probeline.alerts.core.route;

/** Why news is held back; the words are Alertmanager's. The end of what was told is never held back. */
public enum Held {
    SILENCE("silence"),
    INHIBITION("inhibition"),
    MUTE_TIME_INTERVAL("mute_time_interval"),
    ACTIVE_TIME_INTERVAL("active_time_interval");

    private final String text;

    Held(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
