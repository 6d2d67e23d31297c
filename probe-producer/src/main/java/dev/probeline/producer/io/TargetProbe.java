package dev.probeline.producer.io;

import dev.probeline.producer.config.Price;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.Attempt;
import dev.probeline.producer.core.Cost;
import dev.probeline.producer.core.ErrorType;
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
    private static final Failure GOING =
            Failure.of(ErrorType.PROBER_ERROR, "not made: the prober was shutting down, and was asked to wait longer");

    private final Target target;
    private final HttpProbe http;
    private final SeriesKey series;
    private final String prober;
    private final Price price;
    private final ProbeIds ids;
    private final RetryPolicy retries;
    private final Redaction redaction;
    private final Judgement judgement;
    private final History history;

    /** @param price null where unknown */
    public TargetProbe(
            Target target, HttpProbe http, String region, String prober, Price price, ProbeIds ids, History history) {
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
        this.history = history;
        this.retries = new RetryPolicy(target.retries(), target.interval());
        this.redaction = redaction(target);
        this.judgement = new Judgement(target);
    }

    public Target target() {
        return target;
    }

    /**
     * @param interval to the next probe, as it is scheduled just now
     * @param draining once open, a wait between attempts ends and the next attempt is the last; the server's own wish
     *     to be left alone is kept even then
     * @param results gets one event per attempt, on this thread, the last with {@code final}
     */
    public void run(Instant scheduledAt, Duration interval, CountDownLatch draining, Consumer<ProbeResult> results) {
        Probe probe = probe(scheduledAt, interval);
        for (int number = 1; ; number++) {
            Step step = step(probe, number, http.attempt(probe.id() + "-" + number, nonce()), draining);
            results.accept(step.event());
            if (!step.next().again()) {
                return;
            }
            if (await(draining, step.next().delay()) && step.next().asked()) {
                results.accept(ResultEvent.notMade(probe, number + 1, http.now(), GOING, redaction));
                return;
            }
        }
    }

    /** The event of a probe that was due and not made, where that is news. */
    ProbeResult notMade(Instant scheduledAt, Instant now, Failure why) {
        return ResultEvent.notMade(probe(scheduledAt, target.interval()), 1, now, why, redaction);
    }

    private Probe probe(Instant scheduledAt, Duration interval) {
        return new Probe(ids.next(), series, prober, scheduledAt, interval, target.streams());
    }

    /** What an attempt came to. */
    private record Step(ProbeResult event, RetryPolicy.Decision next) {}

    /**
     * An attempt that cannot be judged or told as it was is told as our own fault: one event, whatever happens. Whoever
     * answers can have a text or a schema recurse until the stack is used up.
     */
    private Step step(Probe probe, int number, Attempt made, CountDownLatch draining) {
        try {
            Attempt attempt = judgement.of(made);
            RetryPolicy.Decision decision = retries.after(number, attempt.failure(), attempt.headers());
            RetryPolicy.Decision next = draining.getCount() > 0 ? decision : RetryPolicy.Decision.STOP;
            Double cost = Cost.of(price, attempt.reading().usage());
            boolean last = !next.again();
            return new Step(ResultEvent.of(probe, number, last, attempt, cost, history.add(attempt), redaction), next);
        } catch (RuntimeException | StackOverflowError e) {
            Attempt broken =
                    Attempt.broken(made.startedAt(), made.reading().endNanos(), Failure.bug(e), made.clientRequestId());
            return new Step(
                    ResultEvent.of(probe, number, true, broken, null, History.Change.NONE, redaction),
                    RetryPolicy.Decision.STOP);
        }
    }

    /** Short, as it is read and billed with every prompt: three digits are a token. */
    private static String nonce() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
    }

    void stop() {
        http.stop();
    }

    /** Gives its connections back; one in use is given up once it was idle for some minutes. */
    public void retire() {
        http.retire();
    }

    /** @return whether the wait was cut short */
    private static boolean await(CountDownLatch draining, Duration delay) {
        try {
            return draining.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // as draining
            return true;
        }
    }

    private static Redaction redaction(Target target) {
        List<String> literals = new ArrayList<>();
        target.apiKey().ifPresent(key -> literals.add(key.reveal()));
        target.headers().values().forEach(value -> literals.add(value.reveal()));
        literals.add(target.prompt());
        target.extraBody().ifPresent(body -> literals.addAll(body.texts()));
        target.inputTokens().ifPresent(size -> literals.add(Input.sample()));
        return new Redaction(literals);
    }
}
