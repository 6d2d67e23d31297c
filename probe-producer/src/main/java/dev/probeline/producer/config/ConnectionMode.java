package dev.probeline.producer.config;

/** Whether a target's probes share warm connections or each pay for a new one. */
public enum ConnectionMode {
    REUSE,
    NEW
}
