package dev.probeline.alerts.core.state;

import java.time.Instant;

/** An alert that moves on at an event time if nothing else is heard until then, and what its move rests on. */
public record Due(Instant at, Heard heard) {}
