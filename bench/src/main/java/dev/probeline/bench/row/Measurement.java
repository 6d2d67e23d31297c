package dev.probeline.bench.row;

import dev.probeline.bench.core.Request;
import dev.probeline.bench.core.Run;
import dev.probeline.bench.core.Speed;
import dev.probeline.bench.core.Stretch;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.time.Duration;

/**
 * How each kind is measured: the loops and the aggregator after they have gone once through all events, the peers, which
 * are slower by orders of magnitude, after a time.
 */
record Measurement(Request request, KafkaSettings kafka, Subjects subjects, Stopwatch stopwatch) {
    private static final double LOOP_SECONDS = 6;
    private static final double UNLIMITED = 1e9;
    private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(60);

    Run run() throws InterruptedException, InvalidConfigException, IOException {
        return switch (request.kind()) {
            case RAW_POLL -> loop(subjects.rawPoll(request.threads()));
            case POLL_DECODE -> loop(subjects.pollDecode(request.threads()));
            case AGGREGATOR -> aggregator();
            case DSL, FLINK -> throw new UnsupportedOperationException();
        };
    }

    private Run loop(Subject loop) throws InterruptedException, IOException {
        Stretch stretch = new Stretch(request.records(), 0, Long.MAX_VALUE, LOOP_SECONDS);
        try (loop) {
            loop.start();
            return Run.of(stretch.speed(stopwatch.watch(loop, stretch)), PeakMemory.bytes(), null);
        }
    }

    /** One whole run for the compiler, then another from the beginning, of which start and end do not count. */
    private Run aggregator() throws InterruptedException, InvalidConfigException, IOException {
        try (Subject rehearsal = subjects.aggregator(request.threads(), request.window())) {
            rehearsal.start();
            stopwatch.await(rehearsal, request.records());
        }
        long records = request.records();
        Stretch stretch = new Stretch(records / 10, 0, records - records / 10, UNLIMITED);
        try (Accounts accounts = new Accounts(kafka, request.accountedWindow().toMillis());
                Subject aggregator = subjects.aggregator(request.threads(), request.window())) {
            aggregator.start();
            Speed speed = stretch.speed(stopwatch.watch(aggregator, stretch));
            long peak = PeakMemory.bytes();
            return Run.of(speed, peak, accounts.await(records, PUBLISHED_WITHIN));
        }
    }
}
