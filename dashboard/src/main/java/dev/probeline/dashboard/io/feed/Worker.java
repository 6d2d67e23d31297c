package dev.probeline.dashboard.io.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does its work again from its start, after a pause, until it has ended well or is closed. */
final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int PATIENCE_MS = 1500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    /** Work that looks now and then whether it shall end. */
    interface Work {
        void run() throws Exception;
    }

    private final String name;
    private final Work work;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String trouble = "";

    Worker(String name, Work work) {
        this.name = name;
        this.work = work;
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean closing() {
        return closed.getCount() == 0;
    }

    /** Why it failed last; empty where it does not. */
    String trouble() {
        return trouble;
    }

    /** The work says that it goes on as it should. */
    void well() {
        if (!trouble.isEmpty()) {
            trouble = "";
            log.atInfo().addKeyValue("reader", name).log("The topics can be read again");
        }
    }

    private void work() {
        Duration pause = FIRST_PAUSE;
        while (!closing()) {
            try {
                work.run();
                return;
            } catch (WakeupException | InterruptException | InterruptedException e) {
                log.debug("Reading is interrupted");
            } catch (Exception e) {
                tell(e);
            }
            pause = pause(pause);
        }
    }

    private void tell(Exception e) {
        boolean first = trouble.isEmpty();
        trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
        log.atLevel(first ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                .addKeyValue("reader", name)
                .addKeyValue("why", trouble)
                .log("The topics cannot be read; tried again until they can");
    }

    private Duration pause(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE_MS); // a poll is shorter, and a client that is interrupted complains
            thread.interrupt();
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
