package dev.probeline.dashboard.core;

import java.util.List;

/**
 * What changed on the board between two looks.
 *
 * @param failures newest first
 */
public record News(List<Current> series, List<Alert> alerts, List<Failure> failures) {}
