package dev.probeline.simulator.core;

/** A plan, and what the record of truth keeps of how it came about. */
public record Reply(Plan plan, Facts facts) {}
