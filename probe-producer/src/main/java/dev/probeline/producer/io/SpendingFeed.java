package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.serde.Poison;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the region's results of today back from their topic, and then follows it: so a budget survives a restart, goes
 * along with a target that another instance takes over, and holds for all instances together.
 */
public final class SpendingFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpendingFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** The broker's clock stamps the topic, ours tells where the day begins. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final String region;
    private final Supplier<ResultsReader> connect;
    private final Consumer<ProbeResult> results;
    private final Clock clock;
    private final Thread thread = Threads.daemon("probe-spending", this::work);
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile ResultsReader reader;
    private volatile boolean known;
    private volatile String trouble = "not yet read";

    /** @param results gets every result of the region since the day began, on this feed's thread */
    public SpendingFeed(String region, Supplier<ResultsReader> connect, Consumer<ProbeResult> results, Clock clock) {
        this.region = region;
        this.connect = connect;
        this.results = results;
        this.clock = clock;
    }

    /** Where nothing is to be known the feed is not started; a second start does nothing. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Whether it has once told all there was. */
    boolean known() {
        return known;
    }

    public CheckResult check() {
        String now = started.get() ? trouble : null;
        return now == null ? CheckResult.up() : CheckResult.down("today's spending cannot be read: " + now);
    }

    @Override
    public void close() {
        closing.countDown();
        ResultsReader reading = reader;
        if (reading != null) {
            reading.consumer().wakeup();
        }
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (closing.getCount() > 0) {
            try (ResultsReader connected = connect.get()) {
                reader = connected;
                follow(connected);
            } catch (WakeupException e) {
                log.debug("No more to be read");
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void follow(ResultsReader from) {
        List<TopicPartition> partitions = from.consumer().partitionsFor(Topics.RESULTS.name(), ANSWER).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + Topics.RESULTS.name() + " shows no partitions");
        }
        from.consumer().assign(partitions);
        Map<TopicPartition, Long> ends = from.consumer().endOffsets(partitions, ANSWER);
        begin(from, ends);
        while (closing.getCount() > 0) {
            for (ConsumerRecord<String, byte[]> found : from.consumer().poll(POLL)) {
                take(from, found);
            }
            trouble = null;
            known = known
                    || ends.entrySet().stream()
                            .allMatch(end -> from.consumer().position(end.getKey()) >= end.getValue());
        }
    }

    /** At the day's first result, or where an earlier connection stopped. */
    private void begin(ResultsReader from, Map<TopicPartition, Long> ends) {
        Instant day = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(CLOCKS);
        Map<TopicPartition, Long> wanted = ends.keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> day.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> firsts = from.consumer().offsetsForTimes(wanted, ANSWER);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = firsts.get(partition);
            next.putIfAbsent(partition, first == null ? end : first.offset());
            from.consumer().seek(partition, next.get(partition));
        });
    }

    private void take(ResultsReader from, ConsumerRecord<String, byte[]> found) {
        if (isOfRegion(found.key())) {
            try {
                results.accept(from.decoder().deserialize(found.topic(), found.headers(), found.value()));
            } catch (SerializationException e) {
                if (!Poison.is(e)) {
                    throw e; // the registry is away: again from here
                }
                log.debug("A result cannot be read and counts for no budget", e);
            }
        }
        next.put(new TopicPartition(found.topic(), found.partition()), found.offset() + 1);
    }

    private boolean isOfRegion(String key) {
        try {
            return key != null && SeriesKey.parse(key).region().equals(region);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void failed(RuntimeException e) {
        boolean first = trouble == null || !trouble.equals(e.toString());
        trouble = e.toString();
        (first ? log.atWarn() : log.atDebug()).addKeyValue("cause", trouble).log("Today's spending cannot be read");
        try {
            closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }
}
