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
 *   With `no_data: no_data` silence puts any of the four to sleep inside NoData, an alert with an id of its own;
 *   the first data wake it, and it moves on from where it stood. So silence neither resolves nor fires what it hides.
 * </pre>
 */
public sealed interface AlertState permits Known, NoData {
    /** The condition holds. */
    Step met(Sample sample, Timing timing);

    /** The condition does not hold. */
    Step cleared(Sample sample, Timing timing);

    /** There are data, but too few to say. */
    Step undecided(Sample sample);

    /** There are no data, and the rule wants to be told. */
    Step silent(Sample sample);

    /** The rule or the series is gone; the sample's cause says which. */
    Step removed(Sample sample);

    /** As published in alert events. */
    dev.probeline.schemas.events.AlertState published();
}
