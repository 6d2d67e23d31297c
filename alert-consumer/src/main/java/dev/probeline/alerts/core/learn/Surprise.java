package dev.probeline.alerts.core.learn;

/**
 * How a value compares with what was to be expected.
 *
 * @param expected in the unit of the value
 * @param deviations how many times the usual deviation it is off; positive above, negative below
 */
public record Surprise(double expected, double deviations) {}
