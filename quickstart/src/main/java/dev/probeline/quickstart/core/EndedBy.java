package dev.probeline.quickstart.core;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a run stopped probing. */
public enum EndedBy {
    DURATION("duration", "the planned time is over"),
    BUDGET("budget", "budget used up"),
    /** Without them nobody knows what the probes cost or did. */
    BLINDNESS("blindness", "the results could no longer be read"),
    SIGNAL("signal", "interrupted: counts are as far as they had come");

    private final String key;
    private final String words;

    EndedBy(String key, String words) {
        this.key = key;
        this.words = words;
    }

    @JsonValue
    public String key() {
        return key;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
