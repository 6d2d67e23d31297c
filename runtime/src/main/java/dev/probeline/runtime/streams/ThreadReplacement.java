package dev.probeline.runtime.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A stream thread that dies is replaced after a back-off that grows while they go on dying. */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler, AutoCloseable {
    /** As long without a death, and the next one counts as the first. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    /** After its wait a new thread has this long to show that it lives. */
    private static final Duration PROBATION = Duration.ofSeconds(15);

    private record Death(int inARow, Instant at, String why) {
        Duration pause() {
            return backOff(inARow);
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
        boolean known = last.why().equals(why(exception));
        Death death = died(exception);
        log.atLevel(death.inARow() == 1 || !known ? Level.WARN : Level.DEBUG)
                .addKeyValue("again_in", death.pause())
                .setCause(exception)
                .log("A stream thread died and is being replaced");
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

    /** Why the stream cannot be relied on just now. */
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

    /** 1 s, 2 s, 4 s … 30 s. */
    static Duration backOff(int inARow) {
        return inARow > 5 ? Duration.ofSeconds(30) : Duration.ofSeconds(1L << Math.max(0, inARow - 1));
    }

    private static String why(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
