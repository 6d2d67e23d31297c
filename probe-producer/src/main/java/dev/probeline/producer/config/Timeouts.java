package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;

/**
 * How long a call may take, stage by stage. A stage that is not given has its usual time, or the total if that is less.
 *
 * @param connect TCP and TLS; name resolution has the same time for itself
 * @param firstByte from the start of the request to the response head
 * @param firstToken from the start of the request to the first chunk with content or reasoning
 * @param stall between two signs of progress; comments and empty chunks are none
 * @param total of one attempt
 */
public record Timeouts(
        @Default("5s") Duration connect,
        @Default("30s") Duration firstByte,
        @Default("30s") Duration firstToken,
        @Default("15s") Duration stall,
        @Default("60s") Duration total) {

    public Timeouts {
        new Expect()
                .that(positive(connect), "connect", connect, "more than zero")
                .that(positive(firstByte), "first_byte", firstByte, "more than zero")
                .that(positive(firstToken), "first_token", firstToken, "more than zero")
                .that(positive(stall), "stall", stall, "more than zero")
                .that(positive(total), "total", total, "more than zero")
                .orThrow();
    }

    /** Every stage may take the whole. */
    public static Timeouts within(Duration total) {
        return new Timeouts(total, total, total, total, total);
    }

    private static boolean positive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }
}
