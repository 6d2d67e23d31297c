package dev.probeline.aggregator.core;

/**
 * What the windows of a series are sums of: its own slices, or for a roll-up those of its {@link Members}.
 *
 * <p>What is returned may belong to the content: it is to be read at once, and not to be changed.
 */
sealed interface Content permits Past, Members {
    /** Over the window of this kind that ends with the slice that closed last, if one does. */
    Sums sums(int kind);

    /** From this slice on to the one that closed last. */
    Extremes extremesSince(long slice);

    /** Over the window of this kind that ends with a slice that is still open. */
    Sums sumsAhead(int kind, long closed, long end);

    /** From this slice on, open ones too. */
    Extremes extremesAhead(long from);

    /** Over windows of the past, one after the other. */
    Walk walk(int kind, long firstEnd);

    /** Goes from window to window and forward only. */
    interface Walk {
        /** @param end the window's last slice */
        void to(long end);

        Sums sums();

        Extremes extremes();
    }
}
