package dev.probeline.schemas.serde;

import java.time.Duration;
import java.util.stream.IntStream;

/** How often and how patiently a failed call is tried again: exponential, bounded. */
record Backoff(int retries, Duration first, Duration longest) {

    /**
     * @param retry 0 before the first retry
     * @param spread 0 to 1; keeps clients that failed together from coming back together
     * @return between half of the exponential wait and all of it
     */
    Duration before(int retry, double spread) {
        double full = Math.min((double) first.toMillis() * Math.pow(2, retry), (double) longest.toMillis());
        return Duration.ofMillis(Math.round(full * (0.5 + spread / 2)));
    }

    /** @return the most that all waits take together */
    Duration total() {
        return IntStream.range(0, retries).mapToObj(retry -> before(retry, 1)).reduce(Duration.ZERO, Duration::plus);
    }
}
