package dev.probeline.alerts.config;

import java.util.List;

/** A rule file as written. */
record RuleFile(List<RuleGroup> groups) {}
