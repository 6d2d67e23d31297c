package dev.probeline.quickstart.incidents;

import dev.probeline.aggregator.core.Aggregation;
import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Label;
import dev.probeline.aggregator.core.Observations;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.State;
import dev.probeline.aggregator.core.WindowSpec;
import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Days of probes of one model, through the aggregation of the service, in the order and at the pace of a clock. */
final class Simulation {
    static final List<String> REGIONS = List.of("ap-south", "eu-west", "us-east");
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int RETENTION = 720;
    private static final int EXPIRY = 8640;

    private final List<Prober> probers;
    private final Instant start;
    private final Instant end;
    private final Duration step;

    /** @param step how often the clock is looked at */
    Simulation(long seed, List<Incident> incidents, Instant start, Duration length, Duration step) {
        this.probers = REGIONS.stream()
                .map(region -> new SeriesKey("openai", "gpt-4o", "chat/completions", region, "chat", "main"))
                .map(series -> new Prober(series, incidents, seed))
                .toList();
        this.start = start;
        this.end = start.plus(length);
        this.step = step;
    }

    /** The service's windows and roll-ups but for the hours, which no built-in rule looks at. */
    static Grid windows() {
        return new Grid(10_000, 2_000, RETENTION, EXPIRY, List.of(new WindowSpec(6, 1), new WindowSpec(30, 1)), 6);
    }

    /** Minutes that do not overlap. */
    static Grid minutes() {
        return new Grid(10_000, 2_000, RETENTION, EXPIRY, List.of(new WindowSpec(6, 6)), 0);
    }

    void run(Grid grid, BiConsumer<String, ProbeMetrics> records, Consumer<Instant> ticks) {
        Aggregation aggregation = new Aggregation(
                grid,
                List.of(new RollUp(Set.of(Label.REGION, Label.TARGET, Label.API_KEY_ALIAS))),
                new Nothing(),
                (key, record) -> records.accept(new String(key, StandardCharsets.UTF_8), record));
        PriorityQueue<ProbeResult> running = new PriorityQueue<>(Comparator.comparing(ProbeResult::getCompletedAt));
        List<Instant> next = new ArrayList<>();
        for (int i = 0; i < probers.size(); i++) {
            next.add(start.plusMillis(INTERVAL.toMillis() * i / probers.size()));
        }
        for (Instant now = start; now.isBefore(end); now = now.plus(step)) {
            for (int i = 0; i < probers.size(); i++) {
                for (; !next.get(i).isAfter(now); next.set(i, next.get(i).plus(INTERVAL))) {
                    probers.get(i).probe(next.get(i)).ifPresent(running::add);
                }
            }
            while (!running.isEmpty() && !running.peek().getCompletedAt().isAfter(now)) {
                ProbeResult done = running.remove();
                byte[] key = key(done).getBytes(StandardCharsets.UTF_8);
                aggregation.add(
                        key, Observations.of(done), done.getCompletedAt().toEpochMilli());
            }
            aggregation.tick(now.toEpochMilli(), true);
            aggregation.save();
            ticks.accept(now);
        }
    }

    private static String key(ProbeResult result) {
        return new SeriesKey(
                        result.getProvider(),
                        result.getModel(),
                        result.getEndpoint(),
                        result.getRegion(),
                        result.getTarget(),
                        result.getApiKeyAlias())
                .toString();
    }

    /** Nothing is restarted here. */
    private static final class Nothing implements State {
        @Override
        public void put(byte[] key, byte[] value) {}

        @Override
        public void delete(byte[] key) {}

        @Override
        public void forEach(byte kind, BiConsumer<byte[], byte[]> entry) {}

        @Override
        public void take(byte[] head, Numbered entry) {}
    }
}
