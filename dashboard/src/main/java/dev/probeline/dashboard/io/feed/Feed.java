package dev.probeline.dashboard.io.feed;

import dev.probeline.dashboard.core.Board;
import dev.probeline.runtime.health.CheckResult;
import dev.probeline.runtime.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.OptionalLong;

/** Fills a board from the topics: what comes and the last hour by one reader, the day before by another. */
public final class Feed implements AutoCloseable {
    private final TopicReader reader;
    private final Live live;
    private final Past past;

    public Feed(KafkaSettings kafka, Board board, Clock clock, MeterRegistry registry) {
        reader = new TopicReader(board, kafka, clock, registry);
        live = new Live(kafka, reader, clock, registry);
        past = new Past(kafka, reader, clock);
    }

    public void start() {
        live.worker().start();
        past.worker().start();
    }

    public Progress progress() {
        return new Progress(past.fraction(), live.following(), past.completeFrom());
    }

    public long lag() {
        return live.lag();
    }

    public long unreadable() {
        return reader.unreadable();
    }

    /** Empty where the topic is not there. */
    public OptionalLong deadLetters() {
        return live.deadLetters();
    }

    public OptionalLong deadLettersLastHour() {
        return live.deadLettersLastHour();
    }

    /** Whether the topics can be read. */
    public CheckResult check() {
        String trouble = live.worker().trouble();
        return trouble.isEmpty() ? CheckResult.up() : CheckResult.down(trouble);
    }

    /** Whether the page is live: a balancer need not send anybody before. */
    public CheckResult following() {
        return live.following() ? CheckResult.up() : CheckResult.down("reading the last hour");
    }

    @Override
    public void close() {
        live.worker().close();
        past.worker().close();
    }
}
