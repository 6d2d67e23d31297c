package dev.probeline.aggregator.io;

import java.time.Duration;

/** How long to wait before the next try: 0.5 s, 1 s, 2 s … 30 s. */
record Pause(Duration length) {
    static final Pause FIRST = new Pause(Duration.ofMillis(500));
    private static final Duration LONGEST = Duration.ofSeconds(30);

    Pause longer() {
        Duration twice = length.multipliedBy(2);
        return new Pause(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
    }

    Duration orLonger(Duration asked) {
        return asked.compareTo(length) > 0 ? asked : length;
    }
}
