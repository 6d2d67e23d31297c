package dev.probeline.producer.io;

import dev.probeline.runtime.health.CheckResult;
import dev.probeline.schemas.serde.Poison;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The results between us and Kafka's acknowledgement, and what is said when they do not get there. */
final class Deliveries<V> {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long MEMORY = Duration.ofMinutes(10).toNanos();

    private final PublisherMeters meters;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong lastDelivery = new AtomicLong(System.nanoTime());
    private final Consumer<V> again;
    private volatile boolean refused;
    private volatile String trouble;
    private volatile Long lastLoss;

    /** @param again takes back what Kafka refused after it had been taken, for a reason that may pass */
    Deliveries(PublisherMeters meters, Consumer<V> again) {
        this.meters = meters;
        this.again = again;
    }

    /** Whether the newest answer was a refusal that may pass: time to wait before the next try. */
    boolean isRefused() {
        return refused;
    }

    int underWay() {
        return underWay.get();
    }

    /** A result left the queue. */
    void began() {
        if (underWay.getAndIncrement() == 0) {
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
            if (registryMayReturn(e)) {
                putOff(e);
                return false;
            }
            ended("serialization", e);
            return true;
        } catch (RuntimeException e) {
            if (mayPass(e)) {
                putOff(e);
                return false;
            }
            ended("send_failed", e);
            return true;
        }
    }

    void putOff(Exception cause) {
        meters.retried();
        trouble(cause);
    }

    void lost(String reason) {
        meters.dropped(reason, 1);
        boolean first = lastLoss == null;
        lastLoss = System.nanoTime();
        if (first) {
            log.atError().addKeyValue("reason", reason).log("A probe result is lost; further losses are only counted");
        }
    }

    CheckResult check(int waiting, long now) {
        if (lastLoss != null && now - lastLoss < MEMORY) {
            return CheckResult.down("results were lost within the last 10 minutes");
        }
        boolean stuck = waiting > 0 && now - lastDelivery.get() > PATIENCE;
        return stuck ? CheckResult.down(waiting + " results wait: " + trouble) : CheckResult.up();
    }

    private void delivered() {
        refused = false;
        underWay.decrementAndGet();
        lastDelivery.set(System.nanoTime());
        meters.pushed();
        if (trouble != null) {
            trouble = null;
            log.info("Results are delivered again");
        }
    }

    private void handBack(V value, Exception cause) {
        refused = true;
        underWay.decrementAndGet();
        putOff(cause);
        again.accept(value);
    }

    private void ended(String reason, Exception cause) {
        underWay.decrementAndGet();
        trouble(cause);
        lost(reason);
    }

    private void trouble(Exception cause) {
        boolean first = trouble == null;
        trouble = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        (first ? log.atWarn() : log.atDebug()).addKeyValue("cause", trouble).log("Results cannot be delivered");
    }

    /** A registry that is away or refuses us looks like a fault of the record; it is none. */
    private static boolean registryMayReturn(SerializationException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof RetriableException) {
                return true;
            }
        }
        return !Poison.is(e);
    }

    /** What concerns the cluster or our rights on it, and not this one record. */
    private static boolean mayPass(Exception e) {
        return e instanceof TimeoutException || concernsRights(e);
    }

    private static boolean concernsRights(Exception e) {
        return e instanceof AuthenticationException || e instanceof AuthorizationException;
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
                delivered();
            } else if (Thread.currentThread() == sender) {
                refusal = failure;
            } else if (concernsRights(failure)) {
                handBack(value, failure);
            } else {
                ended("delivery", failure);
            }
        }

        /** Time heals some refusals: no metadata, a full buffer, or rights that are not granted yet. */
        boolean isSettled() {
            if (refusal == null) {
                return true;
            }
            if (mayPass(refusal)) {
                putOff(refusal);
                return false;
            }
            ended("refused", refusal);
            return true;
        }
    }
}
