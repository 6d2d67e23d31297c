package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.core.incident.Acknowledgement;
import dev.probeline.alerts.core.incident.Incident;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What people say to the notifier and ask of it, through its topics: whichever instance is on duty hears it. */
public final class SilenceBook {
    /** Somebody waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NotifierClients clients;
    private final Clock clock;

    public SilenceBook(AlertConfig config, Clock clock) {
        this.clients = new NotifierClients(config, new DeadLetterCount(new SimpleMeterRegistry()));
        this.clock = clock;
    }

    /** Also those that ended within the last week; without what is not understood. */
    public List<Silence> silences() {
        return read(Topics.SILENCES.name()).entrySet().stream()
                .filter(word -> word.getKey().startsWith(Words.SILENCE))
                .flatMap(word -> Words.understood(word.getKey(), word.getValue()).stream())
                .toList();
    }

    public List<Incident> incidents() {
        return Incidents.of(read(Topics.INCIDENTS.name()));
    }

    public void put(Silence silence) {
        write(Words.SILENCE + silence.id(), Words.json(silence));
    }

    /**
     * The silence as it stands then; empty if there is none with that id.
     *
     * @param author who ends it
     */
    public Optional<Silence> expire(String id, String author) {
        Optional<Silence> found = silences().stream()
                .filter(silence -> silence.id().equals(id))
                .map(silence -> silence.endedAt(clock.instant(), author))
                .findFirst();
        found.ifPresent(this::put);
        return found;
    }

    /** False if no incident has that id. */
    public boolean acknowledge(String incident, String author) {
        boolean open = incidents().stream().anyMatch(each -> each.id().equals(incident));
        if (open) {
            write(Words.ACKNOWLEDGEMENT + incident, Words.json(new Acknowledgement(incident, author, clock.instant())));
        }
        return open;
    }

    private Map<String, byte[]> read(String topic) {
        try (Consumer<byte[], byte[]> consumer = clients.reader(PATIENCE)) {
            return CompactedTopic.read(consumer, topic, clients.prefix(), PATIENCE, clock);
        }
    }

    private void write(String key, byte[] value) {
        try (Producer<byte[], byte[]> producer = clients.writer(PATIENCE)) {
            byte[] full = (clients.prefix() + key).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Topics.SILENCES.name(), 0, full, value))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("not written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
