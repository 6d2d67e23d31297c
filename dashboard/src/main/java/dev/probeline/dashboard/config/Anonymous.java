package dev.probeline.dashboard.config;

/** What somebody may do who does not say who it is; acting is never among it. */
public enum Anonymous {
    NONE,
    READ
}
