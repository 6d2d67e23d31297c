package dev.probeline.alerts.core.rule;

/** What a window says to a rule. */
public enum Reading {
    MET,
    CLEAR,
    /** Evidence neither way: less than {@code min_samples}, or a value that would decide is missing. */
    UNKNOWN,
    /** Nothing was tried. */
    SILENT,
    /** The rule cannot be worked out. */
    ERROR
}
