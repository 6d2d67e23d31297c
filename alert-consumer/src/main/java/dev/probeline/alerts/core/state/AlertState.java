package dev.probeline.alerts.core.state;

/**
 * Where one rule stands on one series. Each state holds its own moves, and only event time moves it.
 *
 * <pre>
 *                  met                  met, `for` elapsed
 *   Inactive ───────────────▶ Pending ───────────────────────▶ Firing ◀────────────┐
 *     ▲ ▲ ▲                      │                             │    │              │ met
 *     │ │ └──────────────────────┘ clear                       │    └─────▶ Recovering
 *     │ └──────────────────────────────────────────────────────┘     clear      │
 *     │                clear, no `keep_firing_for`                              │
 *     └─────────────────────────────────────────────────────────────────────────┘
 *                      clear, `keep_firing_for` elapsed
 *
 *   `for` of zero leads from Inactive to Firing at once.
 *   Pending that is met again after too long a gap without evidence ends, and another begins in its place.
 *
 *   any of the four ──silent, `no_data: no_data`──▶ NoData ──first data──▶ the one it was, which then moves on
 *   any of the four ──cannot be worked out───────▶ Broken ──worked out───▶ the one it was, which then moves on
 *
 *   Both are alerts with an id of their own, and what sleeps in them neither resolves nor fires meanwhile.
 * </pre>
 */
public sealed interface AlertState permits Known, Aside {
    /** The condition holds. */
    Step met(Sample sample, Timing timing);

    /** The condition does not hold. */
    Step cleared(Sample sample, Timing timing);

    /** There are data, but they do not say. */
    Step undecided(Sample sample);

    /** There are no data, and the rule wants to be told. */
    Step silent(Sample sample);

    /** The condition cannot be worked out. */
    Step broken(Sample sample);

    /** The rule or the series is gone; the sample's cause says which. */
    Step removed(Sample sample);

    /** As published in alert events. */
    dev.probeline.schemas.events.AlertState published();
}
