package dev.probeline.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration KEEP = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void anAnswerIsKeptForAWhile() {
        try (Readiness readiness = readiness(Map.of("a", () -> CheckResult.up("run " + runs.incrementAndGet())))) {
            assertThat(readiness.results()).containsEntry("a", CheckResult.up("run 1"));
            now.addAndGet(KEEP.toNanos() - 1);
            assertThat(readiness.results()).containsEntry("a", CheckResult.up("run 1"));
            now.addAndGet(1);
            assertThat(readiness.results()).containsEntry("a", CheckResult.up("run 2"));
        }
    }

    @Test
    void aCheckThatHangsIsDownAndHoldsUpNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        Check hangs = () -> {
            runs.incrementAndGet();
            await(never);
            return CheckResult.up();
        };
        try (Readiness readiness = readiness(Map.of("hangs", hangs, "works", CheckResult::up))) {
            assertThat(readiness.results())
                    .containsEntry("hangs", CheckResult.down("no answer within 50ms"))
                    .containsEntry("works", CheckResult.up());
        }
    }

    @Test
    void aCheckThatHangsIsNotStartedAgainUntilItEnds() {
        CountDownLatch end = new CountDownLatch(1);
        Check hangs = () -> {
            int run = runs.incrementAndGet();
            await(end);
            return CheckResult.up("run " + run);
        };
        try (Readiness readiness = readiness(Map.of("a", hangs))) {
            readiness.results();
            now.addAndGet(10 * KEEP.toNanos());
            assertThat(readiness.results()).containsEntry("a", CheckResult.down("no answer within 50ms"));
            assertThat(runs).hasValue(1);

            end.countDown();
            Awaitility.await().until(() -> {
                now.addAndGet(KEEP.toNanos());
                return readiness.results().get("a").ok();
            });
        }
    }

    @Test
    void aCheckThatThrowsIsDown() {
        Check throwing = () -> {
            throw new IllegalStateException("no broker");
        };
        try (Readiness readiness = readiness(Map.of("a", throwing))) {
            assertThat(readiness.results()).containsEntry("a", CheckResult.down("IllegalStateException: no broker"));
        }
    }

    @Test
    void afterClosingEverythingIsDown() {
        Readiness readiness = readiness(Map.of("a", CheckResult::up));
        readiness.close();

        assertThat(readiness.results()).containsEntry("a", CheckResult.down("shutting down"));
    }

    private Readiness readiness(Map<String, Check> checks) {
        return new Readiness(checks, BOUND, KEEP, now::get);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
