package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The results between us and Kafka's acknowledgement, and what is said when they do not get there. */
final class Deliveries<V> {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long MEMORY = Duration.ofMinutes(10).toNanos();

    private final PublisherMeters meters;
    private final Backlog<V> backlog;
    private final AtomicLong lastDelivery = new AtomicLong(System.nanoTime());
    private final Consumer<V> again;
    private volatile boolean refused;
    private volatile Long unknownAt;
    private volatile boolean givingUp;
    private volatile String trouble;
    private volatile Long lastLoss;

    /** @param again takes back what Kafka refused after it had been taken, for a reason that may pass */
    Deliveries(PublisherMeters meters, ToLongFunction<V> size, Consumer<V> again) {
        this.meters = meters;
        this.backlog = new Backlog<>(size);
        this.again = again;
    }

    /** Whether the newest answer was a refusal that may pass: time to wait before the next try. */
    boolean isRefused() {
        return refused;
    }

    /** Whether the newest trouble is that the cluster did not know us, and was met before that time. */
    boolean wasUnknown(long nanos) {
        return unknownAt != null && unknownAt - nanos < 0;
    }

    /** Closes a producer that brings nothing to Kafka; what it had taken is handed back. */
    void giveUp(Producer<String, V> producer) {
        givingUp = true;
        producer.close(Duration.ZERO);
        givingUp = false;
    }

    Backlog<V> backlog() {
        return backlog;
    }

    /** A result came, and waits from now on. */
    void began(V value) {
        if (backlog.enter(value)) {
            lastDelivery.set(System.nanoTime());
        }
    }

    /** @return false when Kafka or the registry cannot take it now */
    boolean handOver(Producer<String, V> producer, ProducerRecord<String, V> record) {
        Answer answer = new Answer(record.value());
        try {
            Future<RecordMetadata> unused = producer.send(record, answer); // the callback tells
            return answer.isSettled();
        } catch (SerializationException e) {
            if (Curable.registry(e)) {
                putOff(e);
                return false;
            }
            ended(record.value(), "serialization", e);
            return true;
        } catch (RuntimeException e) {
            if (Curable.cluster(e)) {
                putOff(e);
                return false;
            }
            ended(record.value(), "send_failed", e);
            return true;
        }
    }

    void putOff(Exception cause) {
        meters.retried();
        trouble(cause);
    }

    /** A result that waited had to go. */
    void lost(V value, String reason) {
        backlog.leave(value);
        lost(reason);
    }

    void lost(String reason) {
        meters.dropped(reason, 1);
        boolean first = lastLoss == null;
        lastLoss = System.nanoTime();
        if (first) {
            log.atError().addKeyValue("reason", reason).log("A probe result is lost; further losses are only counted");
        }
    }

    CheckResult check(long now) {
        if (lastLoss != null && now - lastLoss < MEMORY) {
            return CheckResult.down("results were lost within the last 10 minutes");
        }
        long stillness = now - lastDelivery.get();
        if (backlog.results() == 0 || stillness <= PATIENCE) {
            return CheckResult.up();
        }
        return CheckResult.down("%d results, %d bytes, wait; the last was delivered %d s ago: %s"
                .formatted(
                        backlog.results(),
                        backlog.bytes(),
                        Duration.ofNanos(stillness).toSeconds(),
                        trouble == null ? "no broker answers" : trouble));
    }

    private void delivered(V value) {
        refused = false;
        unknownAt = null;
        backlog.leave(value);
        lastDelivery.set(System.nanoTime());
        meters.pushed();
        if (trouble != null) {
            trouble = null;
            log.info("Results are delivered again");
        }
    }

    private void handBack(V value, Exception cause) {
        refused = true;
        backlog.leave(value);
        putOff(cause);
        again.accept(value);
    }

    private void ended(V value, String reason, Exception cause) {
        trouble(cause);
        lost(value, reason);
    }

    private void trouble(Exception cause) {
        unknownAt = cause instanceof AuthenticationException ? System.nanoTime() : null;
        boolean first = trouble == null;
        trouble = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        (first ? log.atWarn() : log.atDebug()).addKeyValue("cause", trouble).log("Results cannot be delivered");
    }

    /** Kafka's answer to one send; one that comes before send returns means that nothing was taken. */
    private final class Answer implements Callback {
        private final Thread sender = Thread.currentThread();
        private final V value;
        private Exception refusal;

        Answer(V value) {
            this.value = value;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (failure == null) {
                delivered(value);
            } else if (Thread.currentThread() == sender) {
                refusal = failure;
            } else if (givingUp || Curable.rights(failure)) {
                handBack(value, failure);
            } else {
                ended(value, "delivery", failure);
            }
        }

        /** Time heals some refusals: no metadata, a full buffer, or rights that are not granted yet. */
        boolean isSettled() {
            if (refusal == null) {
                return true;
            }
            if (Curable.cluster(refusal)) {
                putOff(refusal);
                return false;
            }
            ended(value, "refused", refusal);
            return true;
        }
    }
}
