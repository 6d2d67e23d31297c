package dev.probeline.producer.io;

import dev.probeline.producer.config.Price;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.Attempt;
import dev.probeline.producer.core.Cost;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.History;
import dev.probeline.producer.core.Judgement;
import dev.probeline.producer.core.Probe;
import dev.probeline.producer.core.Redaction;
import dev.probeline.producer.core.ResultEvent;
import dev.probeline.producer.core.RetryPolicy;
import dev.probeline.producer.core.wire.Input;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The probes of one target: each is one call and its retries, and every attempt is told. */
public final class TargetProbe {
    private final Target target;
    private final HttpProbe http;
    private final SeriesKey series;
    private final String prober;
    private final Price price;
    private final ProbeIds ids;
    private final RetryPolicy retries;
    private final Redaction redaction;
    private final Judgement judgement;
    private final History history = new History();

    /** @param price null where unknown */
    public TargetProbe(Target target, HttpProbe http, String region, String prober, Price price, ProbeIds ids) {
        this.target = target;
        this.http = http;
        this.series = new SeriesKey(
                target.preset().label(),
                target.model(),
                target.call().path(),
                region,
                target.name(),
                target.apiKeyAlias());
        this.prober = prober;
        this.price = price;
        this.ids = ids;
        this.retries = new RetryPolicy(target.retries(), target.interval());
        this.redaction = redaction(target);
        this.judgement = new Judgement(target);
    }

    public Target target() {
        return target;
    }

    /**
     * @param interval to the next probe, as it is scheduled just now
     * @param draining once open, a wait between attempts ends and the next attempt is the last
     * @param results gets one event per attempt, on this thread, the last with {@code final}
     */
    public void run(Instant scheduledAt, Duration interval, CountDownLatch draining, Consumer<ProbeResult> results) {
        Probe probe = probe(scheduledAt, interval);
        for (int number = 1; ; number++) {
            Attempt attempt = judgement.of(http.attempt(probe.id() + "-" + number, nonce()));
            RetryPolicy.Decision decision = retries.after(number, attempt.failure(), attempt.headers());
            boolean again = decision.again() && draining.getCount() > 0;
            results.accept(event(probe, number, !again, attempt));
            if (!again) {
                return;
            }
            await(draining, decision.delay());
        }
    }

    /** The event of a probe that was due and not made, where that is news. */
    ProbeResult notMade(Instant scheduledAt, Instant now, Failure why) {
        return ResultEvent.notMade(probe(scheduledAt, target.interval()), now, why, redaction);
    }

    private Probe probe(Instant scheduledAt, Duration interval) {
        return new Probe(ids.next(), series, prober, scheduledAt, interval, target.streams());
    }

    /** An attempt that cannot be told as it was is told as our own fault: one event, whatever happens. */
    private ProbeResult event(Probe probe, int number, boolean last, Attempt attempt) {
        try {
            Double cost = Cost.of(price, attempt.reading().usage());
            return ResultEvent.of(probe, number, last, attempt, cost, history.add(attempt), redaction);
        } catch (RuntimeException e) {
            Attempt broken = Attempt.broken(
                    attempt.startedAt(), attempt.reading().endNanos(), Failure.bug(e), attempt.clientRequestId());
            return ResultEvent.of(probe, number, last, broken, null, History.Change.NONE, redaction);
        }
    }

    /** Short, as it is read and billed with every prompt: three digits are a token. */
    private static String nonce() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
    }

    void stop() {
        http.stop();
    }

    private static void await(CountDownLatch draining, Duration delay) {
        try {
            draining.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // as draining: the next attempt is made and is the last
        }
    }

    private static Redaction redaction(Target target) {
        List<String> literals = new ArrayList<>();
        target.apiKey().ifPresent(key -> literals.add(key.reveal()));
        target.headers().values().forEach(value -> literals.add(value.reveal()));
        literals.add(target.prompt());
        target.inputTokens().ifPresent(size -> literals.add(Input.sample()));
        return new Redaction(literals);
    }
}
