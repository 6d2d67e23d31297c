package dev.probeline.dashboard.io.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.probeline.dashboard.io.web.AlertConsumerClient.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** However many pages ask, the alert consumer is asked once a second, and what somebody did is seen at once. */
class RecentTest {
    private final Scripted clock = new Scripted();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Recent recent = new Recent(this::answer, clock);

    @Test
    void withinASecondAllAreToldTheSame() {
        assertThat(told()).isEqualTo("1");
        clock.pass(999);
        assertThat(told()).isEqualTo("1");
        clock.pass(1);
        assertThat(told()).isEqualTo("2");
    }

    @Test
    void whatWasDoneIsAskedForAnew() {
        assertThat(told()).isEqualTo("1");
        clock.pass(10);
        recent.forget();
        clock.pass(10);
        assertThat(told()).isEqualTo("2");
    }

    @Test
    void whileOneAsksTheOthersAreGivenWhatWasKnownUnlessThatIsOldOrNoLongerSo() throws Exception {
        assertThat(told()).isEqualTo("1");
        clock.pass(2000);
        answering = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(this::told);
        hanging.await();

        assertThat(told()).as("nobody waits").isEqualTo("1");
        clock.pass(13_000);
        assertThat(recent.get().status()).as("too old").isEqualTo(503);
        recent.forget();
        answering.countDown();

        assertThat(first.get()).isEqualTo("2");
        clock.pass(1);
        assertThat(told()).as("that answer was asked for before").isEqualTo("3");
    }

    private String told() {
        return recent.get().body().toString();
    }

    private Reply answer() {
        int number = asked.incrementAndGet();
        try {
            if (answering.getCount() > 0) {
                hanging.countDown();
                answering.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Reply(200, IntNode.valueOf(number));
    }

    private static final class Scripted extends Clock {
        private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toMillis());

        void pass(long millis) {
            now.addAndGet(millis);
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
