package dev.probeline.alerts.core.state;

import java.time.Duration;

/** A rule's patience before it fires and before it resolves. */
public record Timing(Duration pendingFor, Duration keepFiringFor) {}
