package dev.probeline.alerts.core.rule;

import java.util.OptionalDouble;

/**
 * What a condition found in a window, before the rule weighs it.
 *
 * @param silent nothing was tried in the window, and the condition is not about that
 * @param samples measurements behind the value
 * @param counts the value itself says how many probes there were, so there are never too few for it
 * @param value empty where nothing was measured
 * @param met whether the condition holds; false without a value
 */
public record Finding(boolean silent, long samples, boolean counts, OptionalDouble value, boolean met) {}
