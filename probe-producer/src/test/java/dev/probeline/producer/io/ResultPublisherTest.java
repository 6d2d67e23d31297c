package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class ResultPublisherTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger tries = new AtomicInteger();
    private final ResultPublisher publisher = new ResultPublisher(
            2,
            Duration.ofMillis(100),
            () -> {
                tries.incrementAndGet();
                throw new KafkaException("No resolvable bootstrap urls");
            },
            new PublisherMeters(registry));

    @Test
    void aClusterThatCannotBeNamedIsTriedAgainAndLossesAreCounted() throws Exception {
        publisher.start();
        assertThat(publisher.check().ok()).isTrue();
        for (int i = 0; i < 5; i++) {
            publisher.publish(SomeResult.of("id"));
        }
        assertThat(dropped("queue_full")).isEqualTo(3);
        assertThat(registry.get("probe.publisher.queue").gauge().value())
                .isEqualTo(2.0 * SomeResult.of("id").toByteBuffer().remaining());
        assertThat(publisher.check().ok()).isFalse();
        assertThat(publisher.check().reason()).contains("lost");
        await().until(() -> tries.get() >= 2);
        publisher.drain();
        assertThat(dropped("shutdown")).isEqualTo(2);
    }

    @Test
    void whatComesAfterTheDrainIsCounted() throws InterruptedException {
        publisher.start();
        publisher.drain();
        publisher.publish(SomeResult.of("id"));
        assertThat(dropped("shutdown")).isEqualTo(1);
    }

    private double dropped(String reason) {
        return registry.get("probe.publisher.drop")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
