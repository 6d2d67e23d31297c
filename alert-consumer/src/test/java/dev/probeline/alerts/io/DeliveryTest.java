package dev.probeline.alerts.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.alerts.AvroSerde;
import dev.probeline.alerts.Events;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Progress;
import dev.probeline.alerts.core.notify.TokenBucket;
import dev.probeline.alerts.core.notify.Trial;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Answer OK = new Answer.Status(200, Optional.empty());
    private static final Progress DONE = new Progress.Done();
    private static final AvroSerde<AlertEvent> EVENTS = new AvroSerde<>(AlertEvent.getClassSchema());

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ScriptedClock clock = new ScriptedClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final ScriptedNotifier notifier = new ScriptedNotifier();
    private final List<String> deadLetters = new ArrayList<>();
    private final Delivery delivery = delivery(EVENTS.deserializer());

    @Test
    void isDoneWithWhatArrives() {
        assertThat(tryOnce(Events.firing())).isEqualTo(DONE);
        assertThat(tryOnce(Events.resolved())).isEqualTo(DONE);

        assertThat(notifier.sent).containsExactly(AlertState.firing, AlertState.resolved);
        assertThat(registry.scrape()).contains("notifications_total{integration=\"webhook\",receiver=\"inbox\"} 2.0");
    }

    @Test
    void isDoneWithWhatNobodyIsToldOf() {
        AlertEvent pending =
                Events.event(AlertState.unknown, AlertState.pending).build();

        assertThat(tryOnce(pending)).isEqualTo(DONE);
        assertThat(notifier.sent).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        notifier.script.add(new Answer.Status(429, Optional.of(Duration.ofSeconds(30))));

        assertThat(tryOnce(Events.firing()))
                .isEqualTo(new Progress.Again(new Trial(1, clock.instant()), Duration.ofSeconds(30)));
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodGoesToTheDeadLettersAndIsDoneWith() {
        notifier.script.add(new Answer.Status(404, Optional.empty()));

        assertThat(tryOnce(Events.firing())).isEqualTo(DONE);
        assertThat(deadLetters).containsExactly("clientError");
        assertThat(registry.scrape())
                .contains(
                        "notifications_failed_total{integration=\"webhook\",reason=\"clientError\",receiver=\"inbox\"} 1.0");
    }

    @Test
    void whatIsTriedForTooLongGoesToTheDeadLettersAndIsDoneWith() {
        notifier.script.add(new Answer.Unreachable());
        Trial sinceLong = new Trial(400, clock.instant().minus(Duration.ofHours(6)));

        assertThat(delivery.tryOnce(record(bytes(Events.firing())), sinceLong)).isEqualTo(DONE);
        assertThat(deadLetters).containsExactly("other");
    }

    @Test
    void isNotDoneWithWhatTheDeadLettersDoNotTake() {
        notifier.script.add(new Answer.Status(404, Optional.empty()));
        Delivery unburied = delivery(EVENTS.deserializer(), (record, reason, message) -> {
            throw new KafkaException("dead letter not written");
        });

        assertThatThrownBy(() -> unburied.tryOnce(record(bytes(Events.firing())), Trial.NONE))
                .isInstanceOf(KafkaException.class);
        assertThat(registry.scrape())
                .as("told or given up")
                .contains("notifications_total{integration=\"webhook\",receiver=\"inbox\"} 0.0");
    }

    @Test
    void whatCanNeverBeReadGoesToTheDeadLettersAndIsDoneWith() {
        assertThat(delivery.tryOnce(record(new byte[] {1}), Trial.NONE)).isEqualTo(DONE);
        assertThat(deadLetters).containsExactly("undecodable");
    }

    @Test
    void whatCannotBeReadJustNowIsTriedAgain() {
        Delivery withoutRegistry = delivery((topic, bytes) -> {
            throw new SerializationException("registry away", new ConnectException());
        });

        assertThat(withoutRegistry.tryOnce(record(bytes(Events.firing())), Trial.NONE))
                .isEqualTo(new Progress.Again(new Trial(1, clock.instant()), Duration.ofSeconds(1)));
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void keepsTheReceiversPaceWithoutCountingItAsATry() {
        assertThat(tryOnce(Events.firing())).isEqualTo(DONE);
        assertThat(tryOnce(Events.firing())).isEqualTo(DONE);

        assertThat(tryOnce(Events.firing())).isEqualTo(new Progress.Again(Trial.NONE, Duration.ofSeconds(1)));
        assertThat(notifier.sent).as("the burst").hasSize(2);

        clock.forward(Duration.ofSeconds(1));
        assertThat(tryOnce(Events.firing())).isEqualTo(DONE);
        assertThat(notifier.sent).hasSize(3);
    }

    private Delivery delivery(Deserializer<AlertEvent> decoder) {
        return delivery(decoder, (record, reason, message) -> deadLetters.add(reason));
    }

    private Delivery delivery(Deserializer<AlertEvent> decoder, DeadLetters letters) {
        return new Delivery(
                "inbox",
                new DeliveryTerms(true, Duration.ofHours(6)),
                notifier,
                TokenBucket.full(2, 1, clock.instant()),
                decoder,
                letters,
                new NotificationMeters(registry, "webhook", "inbox"),
                clock);
    }

    private Progress tryOnce(AlertEvent event) {
        return delivery.tryOnce(record(bytes(event)), Trial.NONE);
    }

    private static byte[] bytes(AlertEvent event) {
        return EVENTS.serializer().serialize("", event);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>(Topics.ALERTS.name(), 0, 0, new byte[0], value);
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
}
