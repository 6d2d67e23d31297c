package dev.probeline.aggregator.io;

import com.influxdb.client.write.Point;
import dev.probeline.aggregator.io.InfluxWriter.RefusedException;
import dev.probeline.aggregator.io.InfluxWriter.UnavailableException;
import dev.probeline.runtime.kafka.DeadLetter;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.serde.Poison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Takes windows from one consumer to the store, batch by batch: offsets are committed after the write, and what is
 * written twice is the same point. While the store or the registry is away it goes on polling with its partitions
 * paused, and lets go of what belongs to a partition it lost: the new owner may have written a later revision already.
 * For one thread.
 */
final class WindowCopier implements ConsumerRebalanceListener {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

    private record Entry(ConsumerRecord<byte[], byte[]> source, Point point) {
        TopicPartition partition() {
            return new TopicPartition(source.topic(), source.partition());
        }
    }

    private final Consumer<byte[], byte[]> consumer;
    private final InfluxWriter influx;
    private final Deserializer<ProbeMetrics> decoder;
    private final Producer<byte[], byte[]> deadLetters;
    private final SinkMeters meters;
    private final SinkTrouble trouble;
    private final BooleanSupplier ending;
    private final Set<TopicPartition> lost = new HashSet<>();
    private boolean storing;

    WindowCopier(
            Consumer<byte[], byte[]> consumer,
            InfluxWriter influx,
            Deserializer<ProbeMetrics> decoder,
            Producer<byte[], byte[]> deadLetters,
            SinkMeters meters,
            SinkTrouble trouble,
            BooleanSupplier ending) {
        this.consumer = consumer;
        this.influx = influx;
        this.decoder = decoder;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.trouble = trouble;
        this.ending = ending;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.METRICS.name()), this);
    }

    /** One poll, and all that is to be done with what it gave; ends early only by an exception. */
    void turn() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(POLL).forEach(records::add);
        if (records.isEmpty()) {
            return;
        }
        storing = true;
        lost.clear();
        try {
            store(decode(records));
        } finally {
            storing = false;
            consumer.resume(consumer.paused());
        }
        trouble.over();
        commit();
    }

    private List<Entry> decode(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Entry> batch = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ProbeMetrics metrics = decode(record);
            if (metrics != null) {
                batch.add(new Entry(record, MetricsPoint.of(metrics)));
            }
        }
        return batch;
    }

    /** Null for a record that can never be read; waits where the registry is away. */
    private ProbeMetrics decode(ConsumerRecord<byte[], byte[]> record) {
        for (Pause pause = Pause.FIRST; ; pause = pause.longer()) {
            try {
                return decoder.deserialize(record.topic(), record.headers(), record.value());
            } catch (KafkaException e) {
                if (Poison.is(e)) {
                    reject(record, "undecodable", e.getMessage());
                    return null;
                }
                trouble.tell("schema registry: " + e.getMessage());
                hold(pause.length());
            }
        }
    }

    /** Where the store refuses a batch it is halved until the points that are refused are alone. */
    private void store(List<Entry> batch) {
        for (Pause pause = Pause.FIRST; ; pause = pause.longer()) {
            List<Entry> own =
                    batch.stream().filter(e -> !lost.contains(e.partition())).toList();
            if (own.isEmpty()) {
                return;
            }
            try {
                influx.write(own.stream().map(Entry::point).toList());
                meters.written(own.size());
                return;
            } catch (RefusedException e) {
                if (own.size() == 1) {
                    reject(own.get(0).source(), "refused_by_store", e.getMessage());
                } else {
                    hold(Duration.ZERO);
                    store(own.subList(0, own.size() / 2));
                    store(own.subList(own.size() / 2, own.size()));
                }
                return;
            } catch (UnavailableException e) {
                trouble.tell("InfluxDB: " + e.getMessage());
                hold(pause.length());
            }
        }
    }

    /** Waits in the consumer, which so keeps its place in the group. */
    private void hold(Duration pause) {
        consumer.pause(consumer.assignment());
        long until = System.nanoTime() + pause.toNanos();
        do {
            if (ending.getAsBoolean()) {
                throw new KafkaException("ending; the batch stays on the topic");
            }
            consumer.poll(pause.isZero() ? pause : POLL);
        } while (System.nanoTime() < until);
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RetriableException e) {
            // Whoever reads them next writes the same points again.
            trouble.tell("commit: " + e.getMessage());
        }
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        meters.deadLetter(reason);
        try {
            deadLetters
                    .send(new DeadLetter(SinkMeters.STAGE, reason, message).of(Topics.DEAD_LETTERS.name(), record))
                    .get(TAKEN_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before the dead letter was taken", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("dead letter not taken: " + e.getMessage(), e);
        }
    }

    /** A partition that comes while the batch waits must not be read yet: what it gave would be lost. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (storing) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        lost.addAll(partitions);
    }
}
