package dev.probeline.alerts.core.notify;

import java.time.Duration;

/** What became of a record when its turn came. */
public sealed interface Progress {
    /** Delivered, given up or nobody's business: the next may come. */
    record Done() implements Progress {}

    /** @param trial how it has been tried so far */
    record Again(Trial trial, Duration pause) implements Progress {}
}
