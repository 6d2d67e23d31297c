package dev.probeline.alerts.core.state;

/** An alert that is anything but inactive. */
public record OpenAlert(AlertState state, RuleCard card) {}
