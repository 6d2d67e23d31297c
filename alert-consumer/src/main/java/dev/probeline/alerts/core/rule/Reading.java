package dev.probeline.alerts.core.rule;

/** What a window says to a rule. */
public enum Reading {
    MET,
    CLEAR,
    /** Something was measured, but less than {@code min_samples}: evidence neither way. */
    TOO_FEW,
    /** Nothing was tried. */
    SILENT
}
