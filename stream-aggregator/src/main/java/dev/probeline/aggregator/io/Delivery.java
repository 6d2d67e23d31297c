package dev.probeline.aggregator.io;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.probeline.aggregator.io.StoreAnswer.Doubtful;
import dev.probeline.aggregator.io.StoreAnswer.Refused;
import dev.probeline.aggregator.io.StoreAnswer.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings a batch into the store, however long that takes. A batch that is refused is halved until the points at fault
 * are alone; those become dead letters. Where it is in doubt who is at fault, a point that the store took before is
 * offered again: the same point once more does no harm, and only a store at fault refuses it. Before it took any, that
 * is a point of the same measurement with no label and nothing but {@value #CHECK}. For one thread.
 */
final class Delivery {
    /** What the delivery asks of the consumer that the points came from. */
    interface Source {
        /** Waits without losing its place in the group; ends by an exception when the sink ends. */
        void hold(Duration pause);

        /** Whether the points of a partition are still this consumer's to write. */
        boolean owns(TopicPartition partition);
    }

    private static final String CHECK = "sink_check";

    private final InfluxWriter influx;
    private final DeadLetters deadLetters;
    private final SinkMeters meters;
    private final SinkTrouble trouble;
    private Entry lastTaken;

    Delivery(InfluxWriter influx, DeadLetters deadLetters, SinkMeters meters, SinkTrouble trouble) {
        this.influx = influx;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.trouble = trouble;
    }

    /** Returns when each point is stored, a dead letter, or another consumer's. */
    void deliver(List<Entry> batch, Source source) {
        Deque<List<Entry>> parts = new ArrayDeque<>();
        parts.add(batch);
        Pause pause = Pause.FIRST;
        while (!parts.isEmpty()) {
            List<Entry> part = parts.remove().stream()
                    .filter(entry -> source.owns(entry.partition()))
                    .toList();
            if (part.isEmpty()) {
                continue;
            }
            StoreAnswer answer = write(part);
            if (answer instanceof Taken) {
                meters.written(part.size());
                lastTaken = part.get(part.size() - 1);
                pause = Pause.FIRST;
            } else if (answer instanceof Refused refused) {
                source.hold(Duration.ZERO);
                refuse(part, refused.reason(), parts);
            } else if (answer instanceof Doubtful doubtful && takesAnotherThan(part.get(0))) {
                source.hold(Duration.ZERO);
                refuse(part, doubtful.reason(), parts);
            } else {
                trouble.tell("InfluxDB: " + answer.reason());
                source.hold(pause.orLonger(answer.after()));
                pause = pause.longer();
                // Smaller parts find what the store takes, if it takes anything.
                parts.addAll(answer instanceof Doubtful && part.size() > 1 ? halves(part) : List.of(part));
            }
        }
    }

    /** What was offered to tell who is at fault must not overwrite what the partition's new owner has written since. */
    void forget(Collection<TopicPartition> partitions) {
        if (lastTaken != null && partitions.contains(lastTaken.partition())) {
            lastTaken = null;
        }
    }

    private void refuse(List<Entry> part, String reason, Deque<List<Entry>> parts) {
        if (part.size() > 1) {
            parts.addAll(halves(part));
        } else {
            deadLetters.send(part.get(0).source(), "refused_by_store", reason);
        }
    }

    private boolean takesAnotherThan(Entry refused) {
        Point another = lastTaken == null ? check(refused.measurement()) : lastTaken.point();
        return influx.write(List.of(another)) instanceof Taken;
    }

    /** Of now: a bucket refuses what is older than it keeps. */
    private static Point check(String measurement) {
        return Point.measurement(measurement)
                .time(Instant.now().toEpochMilli(), WritePrecision.MS)
                .addField(CHECK, 1);
    }

    private StoreAnswer write(List<Entry> entries) {
        return influx.write(entries.stream().map(Entry::point).toList());
    }

    private static List<List<Entry>> halves(List<Entry> part) {
        return List.of(part.subList(0, part.size() / 2), part.subList(part.size() / 2, part.size()));
    }
}
