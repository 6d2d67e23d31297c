package dev.probeline.alerts.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.AvroSerde;
import dev.probeline.alerts.Events;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.TokenBucket;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ALERTS.name(), 0);
    private static final Answer OK = new Answer.Status(200, Optional.empty());
    private static final AvroSerde<AlertEvent> EVENTS = new AvroSerde<>(AlertEvent.getClassSchema());

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ScriptedClock clock = new ScriptedClock();
    private final ScriptedNotifier notifier = new ScriptedNotifier();
    private Lane lane;
    private long offset;

    @BeforeEach
    void subscribe() {
        Delivery delivery = new Delivery(
                "inbox",
                new DeliveryTerms(true, Duration.ofHours(6)),
                notifier,
                TokenBucket.full(2, 1, clock.instant()),
                EVENTS.deserializer(),
                new DeadLetters(producer, new DeadLetterCount(registry)),
                new NotificationMeters(registry, "webhook", "inbox"),
                clock);
        lane = new Lane(consumer, delivery, clock);
        lane.subscribe();
        consumer.rebalance(Set.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void commitsEachEventAfterItsDelivery() {
        publish(Events.firing());
        publish(Events.resolved());

        turns(3);

        assertThat(notifier.sent).containsExactly(AlertState.firing, AlertState.resolved);
        assertThat(committed()).isEqualTo(2);
        assertThat(registry.scrape()).contains("notifications_total{integration=\"webhook\",receiver=\"inbox\"} 2.0");
    }

    @Test
    void waitsAsLongAsItIsAskedToAndKeepsTheOrder() {
        notifier.script.add(new Answer.Status(429, Optional.of(Duration.ofSeconds(30))));
        publish(Events.firing());
        publish(Events.resolved());

        turns(3);
        assertThat(notifier.sent).as("one try, then patience").containsExactly(AlertState.firing);
        assertThat(committed()).isZero();
        assertThat(consumer.paused()).containsExactly(PARTITION);

        clock.forward(Duration.ofSeconds(30));
        turns(3);
        assertThat(notifier.sent).containsExactly(AlertState.firing, AlertState.firing, AlertState.resolved);
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedForGoodGoesToTheDeadLettersAndTheNextIsDelivered() {
        notifier.script.add(new Answer.Status(404, Optional.empty()));
        publish(Events.firing());
        publish(Events.resolved());

        turns(3);

        assertThat(producer.history()).hasSize(1);
        assertThat(new String(
                        producer.history()
                                .get(0)
                                .headers()
                                .lastHeader("dead_letter.reason")
                                .value(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("clientError");
        assertThat(committed()).isEqualTo(2);
        assertThat(registry.scrape())
                .contains(
                        "notifications_failed_total{integration=\"webhook\",reason=\"clientError\",receiver=\"inbox\"} 1.0")
                .contains("dead_letters_total{reason=\"clientError\",stage=\"notify\"} 1.0");
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLetters() {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, new byte[0], new byte[] {1}));

        turns(2);

        assertThat(producer.history()).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void keepsTheReceiversPace() {
        for (int i = 0; i < 4; i++) {
            publish(Events.firing());
        }

        turns(6);
        assertThat(notifier.sent).as("the burst").hasSize(2);

        clock.forward(Duration.ofSeconds(1));
        turns(6);
        assertThat(notifier.sent).hasSize(3);
    }

    @Test
    void dropsWhatAnotherInstanceIsToDeliverNow() {
        notifier.script.add(new Answer.Unreachable());
        publish(Events.firing());
        turns(2);

        lane.onPartitionsRevoked(Set.of(PARTITION));
        clock.forward(Duration.ofMinutes(1));
        turns(2);

        assertThat(notifier.sent).hasSize(1);
        assertThat(committed()).isZero();
    }

    private void publish(AlertEvent event) {
        byte[] value = EVENTS.serializer().serialize("", event);
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, new byte[0], value));
    }

    private void turns(int times) {
        for (int i = 0; i < times; i++) {
            lane.turn();
        }
    }

    private long committed() {
        var committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return committed == null ? 0 : committed.offset();
    }

    /** Answers as scripted, then with success. */
    private static final class ScriptedNotifier implements Notifier {
        private final Deque<Answer> script = new ArrayDeque<>();
        private final List<AlertState> sent = new ArrayList<>();

        @Override
        public String integration() {
            return "webhook";
        }

        @Override
        public Answer send(AlertEvent event) {
            sent.add(event.getState());
            return script.isEmpty() ? OK : script.remove();
        }
    }

    private static final class ScriptedClock extends Clock {
        private Instant now = Instant.parse("2026-11-01T12:00:00Z");

        void forward(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
