package dev.probeline.alerts.io;

import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.runtime.health.CheckResult;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Keeps a {@link Lane} going on its own thread: when its consumer breaks it gets a new one, after a back-off. */
final class LaneRunner implements Runnable, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaneRunner.class);

    private final String receiver;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Function<Consumer<byte[], byte[]>, Lane> lanes;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String trouble = "not started";
    private int failures;

    LaneRunner(
            String receiver,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Function<Consumer<byte[], byte[]>, Lane> lanes) {
        this.receiver = receiver;
        this.consumers = consumers;
        this.lanes = lanes;
        this.thread = new Thread(this, "notify-" + receiver);
        thread.setDaemon(true);
    }

    static LaneRunner of(
            String receiver, Supplier<Consumer<byte[], byte[]>> consumers, Delivery delivery, Clock clock) {
        return new LaneRunner(receiver, consumers, consumer -> new Lane(consumer, delivery, clock));
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                serve(lanes.apply(consumer));
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void serve(Lane lane) {
        lane.subscribe();
        while (closing.getCount() > 0) {
            lane.turn();
            trouble = "";
            failures = 0;
        }
    }

    private void failed(RuntimeException e) {
        failures++;
        trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
        log.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
                .addKeyValue("receiver", receiver)
                .setCause(e)
                .log("The notifier's consumer broke and is made anew");
        try {
            boolean closed = closing.await(RetryDecision.backOff(failures).toMillis(), TimeUnit.MILLISECONDS);
            log.debug(closed ? "Closing" : "Trying again");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    CheckResult check() {
        if (!thread.isAlive()) {
            return CheckResult.down("the thread of receiver " + receiver + " is not running");
        }
        return trouble.isEmpty() ? CheckResult.up() : CheckResult.down("receiver " + receiver + ": " + trouble);
    }

    /**
     * Asks the thread to end after what it is doing. The consumer is not woken up, for that might hit the commit of
     * what was just delivered.
     */
    void stop() {
        closing.countDown();
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
