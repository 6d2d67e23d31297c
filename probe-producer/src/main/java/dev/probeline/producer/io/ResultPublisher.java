package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every result to Kafka, in the order it came but for what a missing right had refused, whatever the cluster does
 * meanwhile: first the client's own buffer fills, then the {@link HandOver}, and only then the oldest that waits there
 * is dropped, counted, and told in readiness. One thread sends, so nobody who probes ever waits for Kafka or the
 * registry.
 */
public final class ResultPublisher {
    private static final Logger log = LoggerFactory.getLogger(ResultPublisher.class);
    private static final Duration BACK_OFF = Duration.ofMillis(500);
    private static final Duration UNKNOWN = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMillis(100);

    private final HandOver<ProbeResult> queue;
    private final Supplier<Producer<String, ProbeResult>> connect;
    private final PublisherMeters meters;
    private final Deliveries<ProbeResult> deliveries;
    private final Duration drain;
    private final Thread thread = Threads.daemon("probe-publisher", this::work);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long giveUpAt;
    private Producer<String, ProbeResult> producer;
    private long deliveredBefore;
    private boolean drained;

    /**
     * @param connect makes the producer, on the publisher's thread, again and again until the cluster can be named
     * @param drain how long {@link #drain} goes on sending what waits
     */
    public ResultPublisher(
            int bound, Duration drain, Supplier<Producer<String, ProbeResult>> connect, PublisherMeters meters) {
        this.queue = new HandOver<>(bound);
        this.drain = drain;
        this.connect = connect;
        this.meters = meters;
        this.deliveries = new Deliveries<>(meters, ResultPublisher::size, this::publish);
        meters.queue(deliveries.backlog());
    }

    public void start() {
        thread.start();
    }

    /** Takes the result, or counts it as lost once the publisher has drained. */
    public synchronized void publish(ProbeResult result) {
        if (drained) {
            deliveries.lost("shutdown");
            return;
        }
        deliveries.began(result);
        ProbeResult oldest = queue.put(result);
        if (oldest != null) {
            deliveries.lost(oldest, "queue_full");
        }
    }

    public CheckResult check() {
        return thread.isAlive() ? deliveries.check(System.nanoTime()) : CheckResult.notAlive(thread, "the publisher");
    }

    /** Sends what waits, as long as the drain allows; what is left then is counted as dropped. */
    public void drain() throws InterruptedException {
        giveUpAt = System.nanoTime() + drain.toNanos();
        closing.countDown();
        thread.join(drain.toMillis() + 1_000);
        int left = leftOver();
        if (left > 0) {
            meters.dropped("shutdown", left);
            log.atWarn().addKeyValue("results", left).log("Kafka did not take all results before the shutdown");
        }
    }

    private synchronized int leftOver() {
        drained = true;
        return deliveries.backlog().results();
    }

    private void work() {
        try {
            connect();
            while (producer != null && mayGoOn() && (closing.getCount() > 0 || queue.size() > 0)) {
                ProbeResult next = queue.take(IDLE);
                if (next != null) {
                    send(next);
                }
                if (deliveries.isRefused()) {
                    rest();
                }
                if (isStuck()) {
                    deliveries.giveUp(producer);
                    connect();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (producer != null) {
                producer.close(Duration.ofNanos(Math.max(0, giveUpAt - System.nanoTime())));
            }
        }
    }

    /** Makes the producer, unless the publisher has to give up before that. */
    private void connect() throws InterruptedException {
        producer = null;
        while (producer == null && mayGoOn()) {
            producer = connected();
        }
        deliveredBefore = meters.pushedCount();
    }

    /**
     * A producer that the cluster did not know at its first connection never gets an id, so it takes results and sends
     * none, even when the cluster knows it later: there has to be another one.
     */
    private boolean isStuck() {
        return meters.pushedCount() == deliveredBefore && deliveries.wasUnknown(System.nanoTime() - UNKNOWN.toNanos());
    }

    /** Null where the cluster's name does not resolve yet. */
    private Producer<String, ProbeResult> connected() throws InterruptedException {
        try {
            return connect.get();
        } catch (KafkaException e) {
            deliveries.putOff(e);
            closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        }
    }

    private void send(ProbeResult result) throws InterruptedException {
        ProducerRecord<String, ProbeResult> record = new ProducerRecord<>(Topics.RESULTS.name(), key(result), result);
        while (!deliveries.handOver(producer, record)) {
            rest();
            if (!mayGoOn()) {
                return; // still in the backlog: drain() tells of it
            }
        }
    }

    /** The back-off, and a short one once the publisher drains. */
    private void rest() throws InterruptedException {
        if (closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean mayGoOn() {
        return closing.getCount() > 0 || System.nanoTime() - giveUpAt < 0;
    }

    /** As Avro writes it. */
    private static long size(ProbeResult result) {
        try {
            return result.toByteBuffer().remaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written anywhere
        }
    }

    private static String key(ProbeResult result) {
        return new SeriesKey(
                        result.getProvider(),
                        result.getModel(),
                        result.getEndpoint(),
                        result.getRegion(),
                        result.getTarget(),
                        result.getApiKeyAlias())
                .toString();
    }
}
