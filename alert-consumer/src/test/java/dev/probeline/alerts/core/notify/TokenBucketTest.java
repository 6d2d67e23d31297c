package dev.probeline.alerts.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void letsABurstThroughAndThenOneASecond() {
        TokenBucket bucket = TokenBucket.full(2, 1, NOW).takenAt(NOW).takenAt(NOW);

        assertThat(bucket.waitAt(NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(bucket.waitAt(NOW.plusMillis(600))).isEqualTo(Duration.ofMillis(400));
        assertThat(bucket.waitAt(NOW.plusSeconds(1))).isZero();
    }

    @Test
    void aClockThatRunsBackGivesNothingAway() {
        TokenBucket bucket = TokenBucket.full(1, 1, NOW).takenAt(NOW).takenAt(NOW.minusSeconds(100));

        assertThat(bucket.waitAt(NOW)).isEqualTo(Duration.ofSeconds(2));
    }

    @Property(tries = 300)
    void noSecondSeesMoreThanBurstAndRate(@ForAll @Size(max = 60) List<@IntRange(max = 700) Integer> gapsMs) {
        TokenBucket bucket = TokenBucket.full(3, 1, NOW);
        List<Instant> taken = new ArrayList<>();
        Instant now = NOW;
        for (int gap : gapsMs) {
            now = now.plusMillis(gap);
            if (bucket.waitAt(now).isZero()) {
                bucket = bucket.takenAt(now);
                taken.add(now);
            }
        }
        for (Instant from : taken) {
            long within = taken.stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(from.plusSeconds(1)))
                    .count();
            assertThat(within).isLessThanOrEqualTo(4);
        }
    }
}
