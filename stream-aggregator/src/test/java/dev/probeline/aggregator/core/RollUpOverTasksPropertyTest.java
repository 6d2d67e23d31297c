package dev.probeline.aggregator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.schemas.events.RegionSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Two tasks of series and one that puts their roll-up together, each dying when it likes: the roll-up is their sum. */
class RollUpOverTasksPropertyTest {
    private static final long T0 = 1_700_000_000_000L;
    private static final Grid GRID = new Grid(
            1_000, 200, 90, 300, List.of(new WindowSpec(1, 1), new WindowSpec(5, 1), new WindowSpec(12, 4)), 5);
    private static final List<RollUp> OVER_MODELS = List.of(new RollUp(Set.of(Label.MODEL, Label.REGION)));

    private static final class Delta {
        final byte[] rollUp;
        final byte[] bytes;

        Delta(byte[] rollUp, byte[] bytes) {
            this.rollUp = rollUp;
            this.bytes = bytes;
        }
    }

    private record Arrival(ProbeResult result, long atMs) {}

    private record Window(long size, Instant end) {}

    private final List<Delta> sent = new ArrayList<>();
    private final List<ProbeResult> results = new ArrayList<>();
    private long now = T0;

    @Property(tries = 25)
    void theRollUpIsTheSumOfItsMembers(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 0.2) double late,
            @ForAll @DoubleRange(max = 0.05) double crash) {
        Random random = new Random(seed);
        List<Sender> senders = List.of(new Sender(0), new Sender(1));
        Receiver receiver = new Receiver();
        for (int step = 0; step < 600; step++) {
            now += random.nextInt(200);
            int model = random.nextInt(3);
            Sender sender = senders.get(model / 2);
            double dice = random.nextDouble();
            if (dice < crash) {
                sender.crash();
            } else if (dice < 2 * crash) {
                receiver.crash();
            } else if (dice < 0.2) {
                sender.commit();
            } else if (dice < 0.3) {
                receiver.read(random.nextInt(20));
                receiver.commit();
            } else if (dice < 0.4) {
                receiver.read(random.nextInt(3));
                receiver.tick(random.nextBoolean());
            } else if (dice < 0.5) {
                sender.tick(random.nextBoolean());
            } else {
                long behind = random.nextDouble() < late ? random.nextInt(40_000) : random.nextInt(150);
                ProbeResult result = result(random, model, Math.max(T0, now - behind));
                results.add(result);
                sender.add(result);
            }
        }
        now += 20_000;
        for (int settling = 0; settling < 12; settling++) {
            now += 2_000;
            senders.forEach(sender -> sender.tick(true));
            senders.forEach(Sender::commit);
            receiver.read(Integer.MAX_VALUE);
            receiver.tick(true);
        }
        receiver.commit();

        check(receiver.published);
    }

    private static ProbeResult result(Random random, int model, long atMs) {
        SeriesKey key = new SeriesKey("p", "m" + model, "e", "r" + random.nextInt(3), "t", "k");
        return random.nextInt(5) == 0
                ? Results.failure(key, atMs, "error_" + random.nextInt(4), FaultDomain.provider)
                        .build()
                : Results.success(key, atMs, 100 + random.nextInt(1000))
                        .setResponseModel("m" + model)
                        .build();
    }

    private void check(List<ProbeMetrics> published) {
        Map<Window, ProbeMetrics> last = new HashMap<>();
        for (ProbeMetrics m : published) {
            assertThat(m.getModel()).isEqualTo(SeriesKey.ALL);
            ProbeMetrics before = last.put(new Window(m.getWindowSizeMs(), m.getWindowEnd()), m);
            assertThat(m.getRevision()).isEqualTo(before == null ? 0 : before.getRevision() + 1);
        }
        long counted = 0;
        for (ProbeMetrics m : last.values()) {
            List<ProbeResult> in = results.stream()
                    .filter(r -> !r.getCompletedAt().isBefore(m.getWindowStart())
                            && r.getCompletedAt().isBefore(m.getWindowEnd()))
                    .toList();
            assertThat(m.getAttempts()).isEqualTo(in.size());
            assertThat(m.getErrorsByType()).isEqualTo(count(in, ProbeResult::getErrorType));
            assertThat(m.getAttemptsByResponseModel()).isEqualTo(count(in, ProbeResult::getResponseModel));
            Map<String, Long> regions = new HashMap<>();
            m.getRegions().forEach((region, summary) -> regions.put(region, attempts(summary)));
            assertThat(regions).isEqualTo(count(in, ProbeResult::getRegion));
            List<Double> latencies = in.stream()
                    .filter(r -> r.getErrorType() == null)
                    .map(ProbeResult::getLatencyMs)
                    .sorted()
                    .toList();
            assertThat(m.getLatencyMs().getCount()).isEqualTo(latencies.size());
            if (!latencies.isEmpty()) {
                assertThat(m.getLatencyMs().getMin()).isEqualTo(latencies.get(0));
                assertThat(m.getLatencyMs().getMax()).isEqualTo(latencies.get(latencies.size() - 1));
                double median = latencies.get((latencies.size() - 1) / 2);
                assertThat(m.getLatencyMs().getP50()).isCloseTo(median, within(median * 0.0101));
            }
            counted += m.getWindowSizeMs() == 1_000 ? m.getAttempts() : 0;
        }
        assertThat(counted).as("nothing lost, nothing twice").isEqualTo(results.size());
    }

    private static long attempts(RegionSummary summary) {
        return summary.getAttempts();
    }

    private static Map<String, Long> count(List<ProbeResult> results, Function<ProbeResult, String> of) {
        Map<String, Long> counts = new HashMap<>();
        for (ProbeResult result : results) {
            if (of.apply(result) != null) {
                counts.merge(of.apply(result), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** What it has not committed when it dies was never sent, and is read again. */
    private final class Sender implements Output {
        private final List<Delta> pending = new ArrayList<>();
        private final List<Arrival> uncommitted = new ArrayList<>();
        private final int partition;
        private MemoryState committed = new MemoryState();
        private MemoryState state = new MemoryState();
        private Aggregation aggregation = new Aggregation(GRID, OVER_MODELS, state, this);

        Sender(int partition) {
            this.partition = partition;
        }

        void add(ProbeResult result) {
            Arrival arrival = new Arrival(result, now);
            uncommitted.add(arrival);
            count(arrival);
        }

        private void count(Arrival arrival) {
            ProbeResult result = arrival.result;
            SeriesKey key = new SeriesKey(
                    result.getProvider(),
                    result.getModel(),
                    result.getEndpoint(),
                    result.getRegion(),
                    result.getTarget(),
                    result.getApiKeyAlias());
            aggregation.add(key.toString().getBytes(StandardCharsets.UTF_8), Observations.of(result), arrival.atMs);
        }

        void tick(boolean idle) {
            aggregation.tick(now, idle);
        }

        void commit() {
            aggregation.save();
            committed = state.copy();
            pending.add(new Delta(Progress.key(), new Progress(partition, aggregation.closed()).encode()));
            sent.addAll(pending);
            pending.clear();
            uncommitted.clear();
        }

        void crash() {
            state = committed.copy();
            pending.clear();
            aggregation = new Aggregation(GRID, OVER_MODELS, state, this);
            uncommitted.forEach(this::count);
        }

        @Override
        public void window(byte[] key, ProbeMetrics metrics) {}

        @Override
        public void delta(byte[] rollUp, byte[] delta) {
            pending.add(new Delta(rollUp, delta));
        }
    }

    private final class Receiver {
        final List<ProbeMetrics> published = new ArrayList<>();
        private final List<ProbeMetrics> pending = new ArrayList<>();
        private MemoryState committed = new MemoryState();
        private int committedTo;
        private MemoryState state = new MemoryState();
        private int readTo;
        private Aggregation aggregation = start();

        private Aggregation start() {
            return Aggregation.ofDeltas(GRID.forDeltas(), OVER_MODELS, state, (key, metrics) -> pending.add(metrics));
        }

        void read(int most) {
            for (int left = most; left > 0 && readTo < sent.size(); left--) {
                Delta delta = sent.get(readTo++);
                if (Progress.isKey(delta.rollUp)) {
                    aggregation.hear(Progress.decode(delta.bytes));
                } else {
                    aggregation.merge(delta.rollUp, delta.bytes);
                }
            }
        }

        void tick(boolean idle) {
            aggregation.tick(now, idle && readTo == sent.size());
        }

        void commit() {
            aggregation.save();
            committed = state.copy();
            committedTo = readTo;
            published.addAll(pending);
            pending.clear();
        }

        void crash() {
            state = committed.copy();
            readTo = committedTo;
            pending.clear();
            aggregation = start();
        }
    }
}
