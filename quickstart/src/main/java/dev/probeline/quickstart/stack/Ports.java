package dev.probeline.quickstart.stack;

import dev.probeline.quickstart.CannotStartException;

/**
 * Which port is whose.
 *
 * @param base the first of a row of ports; 0 lets every part take a free one
 */
record Ports(int base) {
    private static final int ROW = 20;

    Ports {
        if (base != 0 && (base < 1024 || base > 65_535 - ROW)) {
            throw new CannotStartException(
                    "--port-base: " + base + " (expected: 0 for free ports, or 1024 to " + (65_535 - ROW) + ")");
        }
    }

    /** In the order people look for them. */
    enum Owner {
        KAFKA(0),
        CONTROLLER(1),
        REGISTRY(2),
        STORE(3),
        SIMULATOR(4),
        INBOX(5),
        AGGREGATOR(6),
        ALERTS(7),
        PROBERS(8),
        PAGE(14),
        DASHBOARD(15),
        SILENCES(16);

        private final int place;

        Owner(int place) {
            this.place = place;
        }
    }

    int of(Owner owner) {
        return base == 0 ? 0 : base + owner.place;
    }

    /** @param number of the prober, from 0 */
    int ofProber(int number) {
        return base == 0 ? 0 : of(Owner.PROBERS) + number;
    }
}
