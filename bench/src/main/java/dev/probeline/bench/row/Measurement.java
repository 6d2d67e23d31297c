package dev.probeline.bench.row;

import dev.probeline.bench.core.Request;
import dev.probeline.bench.core.Run;
import dev.probeline.bench.core.Speed;
import dev.probeline.bench.core.Stretch;
import dev.probeline.bench.subject.Subject;
import dev.probeline.bench.subject.Subjects;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.time.Duration;

/**
 * How each kind is measured: the loops and the aggregator after they have gone once through all events, the peers, which
 * are slower by orders of magnitude, after a time.
 */
record Measurement(Request request, KafkaSettings kafka, Subjects subjects, Stopwatch stopwatch) {
    private static final double WARM_UPS = 1.5;
    private static final double UNLIMITED = 1e9;
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(60);

    Run run() throws InterruptedException, InvalidConfigException, IOException {
        return switch (request.kind()) {
            case RAW_POLL -> loop(subjects.rawPoll(request.threads()));
            case POLL_DECODE -> loop(subjects.pollDecode(request.threads()));
            case AGGREGATOR -> aggregator();
            case DSL -> peer(subjects.dsl(request.threads(), request.window()));
            case FLINK -> peer(subjects.flink(request.threads(), request.window()));
        };
    }

    private Run loop(Subject loop) throws InterruptedException, IOException {
        return watch(loop, new Stretch(request.records(), 0, Long.MAX_VALUE, request.seconds()));
    }

    private Run peer(Subject peer) throws InterruptedException, IOException {
        return watch(peer, new Stretch(0, WARM_UPS * request.seconds(), inputLeft(), request.seconds()));
    }

    private Run watch(Subject subject, Stretch stretch) throws InterruptedException, IOException {
        try (subject) {
            subject.start();
            return Run.of(stretch.speed(stopwatch.watch(subject, stretch)), PeakMemory.bytes(), null);
        }
    }

    /** One whole run for the compiler, then another from the beginning, of which start and end do not count. */
    private Run aggregator() throws InterruptedException, InvalidConfigException, IOException {
        try (Subject rehearsal = subjects.aggregator(request.threads(), request.window())) {
            rehearsal.start();
            stopwatch.await(rehearsal, request.records());
        }
        Stretch stretch = new Stretch(request.records() / 10, 0, inputLeft(), UNLIMITED);
        try (Accounts accounts = new Accounts(kafka, request.accountedWindow().toMillis());
                Subject aggregator = subjects.aggregator(request.threads(), request.window())) {
            aggregator.start();
            Speed speed = stretch.speed(stopwatch.watch(aggregator, stretch));
            long peak = PeakMemory.bytes();
            return Run.of(speed, peak, accounts.await(request.records(), PUBLISHED_WITHIN));
        }
    }

    /** So far every partition still has some. */
    private long inputLeft() {
        return request.records() - request.records() / 10;
    }
}
