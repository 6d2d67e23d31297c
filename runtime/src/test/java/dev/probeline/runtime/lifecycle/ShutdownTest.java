package dev.probeline.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ShutdownTest {
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final Shutdown shutdown = new Shutdown();
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Test
    void whatWasStartedLastEndsFirst() {
        shutdown.onClose("producer", SECONDS, () -> ended.add("producer"));
        shutdown.onClose("scheduler", SECONDS, () -> ended.add("scheduler"));
        shutdown.onClose("http", SECONDS, () -> ended.add("http"));

        shutdown.close();

        assertThat(ended).containsExactly("http", "scheduler", "producer");
    }

    @Test
    void aStepThatFailsDoesNotKeepTheOthersFromRunning() {
        shutdown.onClose("last", SECONDS, () -> ended.add("last"));
        shutdown.onClose("error", SECONDS, () -> {
            throw new StackOverflowError();
        });
        shutdown.onClose("failure", SECONDS, () -> {
            throw new IOException("broken");
        });

        shutdown.close();

        assertThat(ended).containsExactly("last");
    }

    @Test
    void aStepThatHangsIsLeftBehindInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        shutdown.onClose("last", SECONDS, () -> ended.add("last"));
        shutdown.onClose("hangs", Duration.ofMillis(50), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        shutdown.close();

        assertThat(ended).containsExactly("last");
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTwiceRunsTheStepsOnce() {
        shutdown.onClose("a", SECONDS, () -> ended.add("a"));

        shutdown.close();
        shutdown.close();

        assertThat(ended).containsExactly("a");
    }

    @Test
    void aSecondCloserWaitsForTheFirst() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        shutdown.onClose("a", SECONDS, () -> {
            running.countDown();
            go.await();
            ended.add("step");
        });
        Thread first = new Thread(shutdown::close);
        first.start();
        running.await();
        Thread second = new Thread(() -> {
            shutdown.close();
            ended.add("second closer");
        });
        second.start();

        go.countDown();
        first.join();
        second.join();

        assertThat(ended).containsExactly("step", "second closer");
    }

    @Test
    void whoAwaitsIsReleasedWhenAllHasEnded() throws InterruptedException {
        shutdown.onClose("a", SECONDS, () -> ended.add("a"));
        Thread main = new Thread(() -> {
            try {
                shutdown.await();
                ended.add("main");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        main.start();

        shutdown.close();
        main.join();

        assertThat(ended).containsExactly("a", "main");
    }

    @Test
    void nothingCanBeAddedOnceItCloses() {
        shutdown.close();

        assertThatThrownBy(() -> shutdown.onClose("late", SECONDS, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late");
    }

    @Test
    void closingTakesTheSignalHandlerAway() {
        shutdown.installSignalHandler();

        shutdown.close();

        assertThat(shutdown.handlesSignals()).isFalse();
    }
}
