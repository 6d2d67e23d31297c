package dev.probeline.alerts.core.state;

import java.time.Instant;
import java.util.UUID;

/**
 * One stretch of trouble of one rule on one series, from the first sign to the resolve.
 *
 * @param id the key under which receivers deduplicate
 * @param began event time at which the condition became true
 */
public record Incident(UUID id, Instant began) {}
