package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.core.incident.Acknowledgement;
import dev.probeline.alerts.core.incident.Incident;
import dev.probeline.alerts.core.incident.IncidentCodec;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What people say to the notifier and ask of it, through its topics: whichever instance is on duty hears it. */
public final class SilenceBook {
    private final AlertConfig config;
    private final NotifierClients clients;
    private final Clock clock;

    public SilenceBook(AlertConfig config, Clock clock) {
        this.config = config;
        this.clients = new NotifierClients(config, new DeadLetterCount(new SimpleMeterRegistry()));
        this.clock = clock;
    }

    /** Also those that are over, until compaction. */
    public List<Silence> silences() {
        List<Silence> silences = new ArrayList<>();
        read(Topics.SILENCES.name()).forEach((key, value) -> {
            if (key.startsWith(Words.SILENCE)) {
                silences.add(parse(value));
            }
        });
        return silences;
    }

    public List<Incident> incidents() {
        return read(Topics.INCIDENTS.name()).values().stream()
                .map(IncidentCodec::decode)
                .toList();
    }

    public void put(Silence silence) {
        write(Words.SILENCE + silence.id(), Words.json(silence));
    }

    /** The silence as it stands then; empty if there is none with that id. */
    public Optional<Silence> expire(String id) {
        Optional<Silence> found = silences().stream()
                .filter(silence -> silence.id().equals(id))
                .map(silence -> silence.endedAt(clock.instant()))
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
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            return CompactedTopic.read(consumer, topic, clients.prefix(), clock);
        }
    }

    private void write(String key, byte[] value) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                config.kafka().producer(config.applicationId() + "-silences"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] full = (clients.prefix() + key).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(Topics.SILENCES.name(), 0, full, value))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("not written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Silence parse(byte[] value) {
        try {
            return Words.silence(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
