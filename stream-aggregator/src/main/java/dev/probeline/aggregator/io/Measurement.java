package dev.probeline.aggregator.io;

import java.util.List;

/** What the store holds: the names of a measurement and of the tags that tell its points apart. */
public enum Measurement {
    /** A point for each window, at the window's end. */
    WINDOWS("probe_metrics"),

    /** A point for each attempt, at its completion. */
    RESULTS("api_probe");

    private static final List<String> OF_RESULTS =
            List.of("provider", "model", "endpoint", "region", "target", "api_key_alias");
    private static final List<String> OF_WINDOWS =
            List.of("provider", "model", "endpoint", "region", "target", "api_key_alias", "window");

    private final String table;

    Measurement(String table) {
        this.table = table;
    }

    /** Its name in the store. */
    public String table() {
        return table;
    }

    public List<String> tags() {
        return this == WINDOWS ? OF_WINDOWS : OF_RESULTS;
    }
}
