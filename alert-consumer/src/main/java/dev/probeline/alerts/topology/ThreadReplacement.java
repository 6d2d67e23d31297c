package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.notify.RetryDecision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream thread that dies is replaced after a back-off that grows while they go on dying. */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler, AutoCloseable {
    /** As long without a death, and the next one counts as the first. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    /** After its wait a new thread has this long to show that it lives. */
    private static final Duration PROBATION = Duration.ofSeconds(15);

    private record Death(int inARow, Instant at, String why) {
        Duration pause() {
            return RetryDecision.backOff(inARow);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ThreadReplacement.class);

    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Death last = new Death(0, Instant.EPOCH, "");

    ThreadReplacement(Clock clock) {
        this.clock = clock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        Death death = died(exception);
        log.atLevel(death.inARow() == 1 ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                .addKeyValue("again_in", death.pause())
                .setCause(exception)
                .log("A thread of the rule evaluation died and is being replaced");
        try {
            boolean closing = closed.await(death.pause().toMillis(), TimeUnit.MILLISECONDS);
            return closing
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    /** Why the evaluation cannot be relied on just now. */
    Optional<String> trouble() {
        Death death = last;
        Instant trusted = death.at().plus(death.pause()).plus(PROBATION);
        return clock.instant().isBefore(trusted) ? Optional.of("a thread died: " + death.why()) : Optional.empty();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private synchronized Death died(Throwable exception) {
        Instant now = clock.instant();
        boolean afresh = Duration.between(last.at(), now).compareTo(QUIET) > 0;
        last = new Death(afresh ? 1 : last.inARow() + 1, now, why(exception));
        return last;
    }

    private static String why(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
