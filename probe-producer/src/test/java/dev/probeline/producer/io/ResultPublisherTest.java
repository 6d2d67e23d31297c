package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.schemas.events.ConnectionUse;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
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
    void aClusterThatCannotBeNamedIsTriedAgainAndLossesAreCounted() throws InterruptedException {
        publisher.start();
        assertThat(publisher.check().ok()).isTrue();
        for (int i = 0; i < 5; i++) {
            publisher.publish(result());
        }
        assertThat(dropped("queue_full")).isEqualTo(3);
        assertThat(publisher.check().ok()).isFalse();
        assertThat(publisher.check().reason()).contains("lost");
        await().until(() -> tries.get() >= 2);
        publisher.drain();
        assertThat(dropped("shutdown")).isEqualTo(2);
    }

    @Test
    void aMissingRightIsWaitedForAndLosesNothing() throws InterruptedException {
        Refusing kafka = new Refusing();
        ResultPublisher waiting =
                new ResultPublisher(10, Duration.ofSeconds(3), () -> kafka, new PublisherMeters(registry));
        waiting.start();
        waiting.publish(result());
        await().until(() -> kafka.refusals.get() >= 2);
        kafka.refusal = new SaslAuthenticationException("the password was changed");
        int before = kafka.refusals.get();
        await().until(() -> kafka.refusals.get() > before);
        kafka.refusal = null;
        await().until(() -> kafka.history().size() == 1);
        waiting.drain();
        assertThat(registry.find("probe.publisher.drop").counter()).isNull();
    }

    @Test
    void aSendThatBreaksLosesOneResultAndNotThePublisher() throws InterruptedException {
        Refusing kafka = new Refusing();
        kafka.refusal = null;
        kafka.sendException = new IllegalStateException("a bug");
        ResultPublisher going =
                new ResultPublisher(10, Duration.ofSeconds(3), () -> kafka, new PublisherMeters(registry));
        going.start();
        going.publish(result());
        await().until(() -> registry.find("probe.publisher.drop").counter() != null);
        kafka.sendException = null;
        going.publish(result());
        await().until(() -> kafka.history().size() == 1);
        going.drain();
        assertThat(dropped("send_failed")).isEqualTo(1);
    }

    @Test
    void whatComesAfterTheDrainIsCounted() throws InterruptedException {
        publisher.start();
        publisher.drain();
        publisher.publish(result());
        assertThat(dropped("shutdown")).isEqualTo(1);
    }

    private double dropped(String reason) {
        return registry.get("probe.publisher.drop")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static ProbeResult result() {
        return ProbeResult.newBuilder()
                .setProvider("p")
                .setModel("m")
                .setEndpoint("e")
                .setRegion("r")
                .setTarget("t")
                .setApiKeyAlias("a")
                .setProbeId("id")
                .setAttempt(1)
                .setFinal$(true)
                .setProber("x")
                .setScheduledAt(Instant.EPOCH)
                .setStartedAt(Instant.EPOCH)
                .setCompletedAt(Instant.EPOCH)
                .setOutcome(Outcome.success)
                .setFaultDomain(FaultDomain.none)
                .setConnection(ConnectionUse.reused)
                .build();
    }

    /** Kafka's own double; a refusal comes as the real producer tells it: on the sender's thread, before send returns. */
    private static final class Refusing extends MockProducer<String, ProbeResult> {
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile RuntimeException refusal = new TopicAuthorizationException("not authorized");

        Refusing() {
            super(true, null, new StringSerializer(), (topic, value) -> new byte[0]);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, ProbeResult> record, Callback callback) {
            if (refusal == null) {
                Future<RecordMetadata> sent = super.send(record, null);
                callback.onCompletion(null, null);
                return sent;
            }
            refusals.incrementAndGet();
            callback.onCompletion(null, refusal);
            return CompletableFuture.failedFuture(refusal);
        }
    }
}
