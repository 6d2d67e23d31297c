package dev.probeline.alerts.core.learn;

/** What a rule remembers of past windows of one series; bounded, immutable, kept with the state of its alert. */
public sealed interface Memory permits Memory.None, Events, Trend, Baseline, Seen {
    Memory NONE = new None();

    /** Most rules look at one window only. */
    record None() implements Memory {}
}
