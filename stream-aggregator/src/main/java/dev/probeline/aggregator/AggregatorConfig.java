package dev.probeline.aggregator;

import dev.probeline.aggregator.core.Grid;
import dev.probeline.aggregator.core.Label;
import dev.probeline.aggregator.core.RollUp;
import dev.probeline.aggregator.core.WindowSpec;
import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.aggregator.topology.Membership;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.http.HttpSettings;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How results are cut into windows and where the windows go.
 *
 * @param applicationId name of the Kafka Streams application: group, changelog and transactions carry it
 * @param instanceId a name this instance keeps over restarts and shares with no other, such as its pod's. A restart within
 *     the session timeout then moves no work, and what a crash left unfinished is cleared at the start instead of after
 *     the transaction timeout; in exchange, an instance that is gone for good is missed only after the session timeout
 * @param standbyReplicas how many other instances hold a copy of each task's state, so that they go on at once where one
 *     dies. Each copy costs its memory
 * @param slice the unit windows are made of
 * @param grace how long after its end a slice waits for stragglers before its windows are published
 * @param retention how late a result may be and still correct its windows
 * @param seriesExpiry after how much silence a series is forgotten
 * @param maxSeries how many series a partition of the results may have at a time; results of further ones go to the dead
 *     letters, so that a label with ever new values costs them and not the memory of everybody
 * @param commitInterval how long a window waits at most before it is readable
 * @param early windows no longer than this are also published while they are open, at most once a second per series and
 *     kind; 0s: none
 * @param rollUps views coarser than a series, by the labels they leave out; those that leave out provider, model or endpoint
 *     are put together from all partitions, and told when their windows close
 * @param influxdb where windows are stored; none: they stay on the topic
 */
public record AggregatorConfig(
        KafkaSettings kafka,
        @Default("{}") HttpSettings http,
        @Default("probeline-aggregator") String applicationId,
        @Default("state/aggregator") Path stateDir,
        @Default("1") int threads,
        Optional<String> instanceId,
        @Default("0") int standbyReplicas,
        @Default("10s") Duration slice,
        @Default("2s") Duration grace,
        @Default("2h") Duration retention,
        @Default("24h") Duration seriesExpiry,
        @Default("10000") int maxSeries,
        @Default("100ms") Duration commitInterval,

        @Default("[{size: 1m, advance: 10s}, {size: 5m, advance: 10s}, {size: 1h, advance: 1m}]")
        List<WindowSettings> windows,

        @Default("1m") Duration early,

        @Default("[{over: [region, target, api_key_alias]}]")
        List<RollUpSettings> rollUps,

        Optional<InfluxSettings> influxdb) {

    /** A kind of window: its length, and the distance between two of them. */
    public record WindowSettings(Duration size, Duration advance) {}

    /** A roll-up, by the labels whose values it takes together. */
    public record RollUpSettings(List<Label> over) {
        public RollUpSettings {
            over = List.copyOf(over);
            new Expect()
                    .that(!over.isEmpty(), "over", "[]", "at least one label")
                    .orThrow();
        }

        RollUp rollUp() {
            return new RollUp(Set.copyOf(over));
        }
    }

    public AggregatorConfig {
        windows = List.copyOf(windows);
        rollUps = List.copyOf(rollUps);
        Duration unit = slice;
        Expect expect = new Expect()
                .that(threads >= 1, "threads", threads, "at least 1")
                .that(
                        instanceId.isEmpty() || instanceId.get().matches("[A-Za-z0-9._-]{1,200}"),
                        "instance_id",
                        instanceId.orElse(""),
                        "1 to 200 letters, digits, '.', '_' or '-', as in ${env:HOSTNAME}")
                .that(standbyReplicas >= 0, "standby_replicas", standbyReplicas, "0 or more")
                .that(slice.toMillis() >= 1000, "slice", slice, "at least 1s")
                .that(!grace.isNegative(), "grace", grace, "0s or more")
                .that(retention.compareTo(slice) >= 0, "retention", retention, "at least one slice")
                .that(maxSeries >= 1, "max_series", maxSeries, "at least 1")
                .that(commitInterval.toMillis() >= 1, "commit_interval", commitInterval, "at least 1ms")
                .that(!early.isNegative(), "early", early, "0s or more")
                .that(!windows.isEmpty(), "windows", "[]", "at least one window");
        for (WindowSettings window : windows) {
            expect.that(
                            isMultiple(window.size, unit) && window.size.compareTo(Duration.ofHours(24)) <= 0,
                            "windows",
                            window.size,
                            "a size that is a multiple of the slice, at most 24h")
                    .that(
                            isMultiple(window.advance, unit) && window.advance.compareTo(window.size) <= 0,
                            "windows",
                            window.advance,
                            "an advance that is a multiple of the slice, at most the size");
        }
        expectDistinct(expect, windows, rollUps);
        Duration reach = windows.stream()
                .map(WindowSettings::size)
                .max(Comparator.naturalOrder())
                .map(retention::plus)
                .orElse(retention);
        expect.that(
                seriesExpiry.compareTo(reach) >= 0,
                "series_expiry",
                seriesExpiry,
                "at least retention and the longest window together, " + Durations.format(reach)
                        + ": until then a series is still part of what is published");
        expect.orThrow();
    }

    Membership membership() {
        return new Membership(applicationId, instanceId, standbyReplicas);
    }

    /** The same twice would be published twice, and a roll-up that is there twice would count everything double. */
    private static void expectDistinct(Expect expect, List<WindowSettings> windows, List<RollUpSettings> rollUps) {
        Set<WindowSettings> known = new HashSet<>();
        for (WindowSettings window : windows) {
            expect.that(known.add(window), "windows", window.size + " every " + window.advance, "each window once");
        }
        Set<Set<Label>> views = new HashSet<>();
        for (RollUpSettings rollUp : rollUps) {
            expect.that(views.add(Set.copyOf(rollUp.over)), "roll_ups", rollUp.over, "each roll-up once");
        }
    }

    Grid grid() {
        return new Grid(
                slice.toMillis(),
                grace.toMillis(),
                slices(retention),
                slices(seriesExpiry),
                windows.stream()
                        .map(window -> new WindowSpec(slices(window.size), slices(window.advance)))
                        .toList(),
                slices(early));
    }

    private int slices(Duration duration) {
        return Math.toIntExact(duration.toMillis() / slice.toMillis());
    }

    private static boolean isMultiple(Duration duration, Duration unit) {
        return duration.toMillis() > 0 && unit.toMillis() > 0 && duration.toMillis() % unit.toMillis() == 0;
    }
}
