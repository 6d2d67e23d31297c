package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private final Deliveries<String> deliveries =
            new Deliveries<>(new PublisherMeters(new SimpleMeterRegistry()), String::length, refused -> {
                throw new AssertionError(refused);
            });

    @Test
    void aClusterThatIsAwayForLongMakesReadinessRedAndSaysHowMuchWaits() {
        assertThat(deliveries.check(later(3_600)).ok()).isTrue();
        deliveries.began("1234567");
        deliveries.began("890");
        assertThat(deliveries.check(later(29)).ok()).isTrue();
        assertThat(deliveries.check(later(31)).reason())
                .isEqualTo("2 results, 10 bytes, wait; the last was delivered 31 s ago: no broker answers");
        deliveries.lost("1234567", "queue_full");
        assertThat(deliveries.backlog().bytes()).isEqualTo(3);
        assertThat(deliveries.check(later(31)).reason()).startsWith("results were lost");
    }

    private static long later(int seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }
}
