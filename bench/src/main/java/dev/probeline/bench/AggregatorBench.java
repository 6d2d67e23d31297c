package dev.probeline.bench;

import dev.probeline.bench.core.DataSet;
import dev.probeline.bench.core.Measured;
import dev.probeline.bench.core.Request;
import dev.probeline.bench.core.Row;
import dev.probeline.bench.core.Run;
import dev.probeline.bench.load.Leftovers;
import dev.probeline.bench.load.Preload;
import dev.probeline.bench.process.BrokerProcess;
import dev.probeline.bench.process.RowProcess;
import dev.probeline.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Runs rows in rounds: for each data set a broker, and in each round every row once, so that what drifts hits all alike. */
final class AggregatorBench {
    private static final long DEFAULT_WINDOWS_MS = 3_600_000;

    private final Path directory;
    private final RowProcess rows;
    private final int rounds;
    private final double seconds;
    private final Consumer<String> progress;

    AggregatorBench(Path directory, RowProcess rows, int rounds, double seconds, Consumer<String> progress) {
        this.directory = directory;
        this.rows = rows;
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** @throws Exception if a process fails or a job's windows do not account for every event */
    List<Measured> measure(List<Row> wanted) throws Exception {
        Map<DataSet, List<Row>> byData = new LinkedHashMap<>();
        wanted.forEach(row ->
                byData.computeIfAbsent(row.data(), data -> new ArrayList<>()).add(row));
        List<Measured> measured = new ArrayList<>();
        for (Map.Entry<DataSet, List<Row>> each : byData.entrySet()) {
            measured.addAll(measure(each.getKey(), each.getValue()));
        }
        return measured;
    }

    private List<Measured> measure(DataSet data, List<Row> wanted) throws Exception {
        Path broker = Files.createDirectories(directory.resolve(data.name()));
        try (BrokerProcess process = BrokerProcess.start(broker)) {
            Preload.fill(process.kafka(), data, end(wanted), sent -> progress.accept(preloading(data, sent)));
            Map<Row, List<Run>> runs = new LinkedHashMap<>();
            for (int round = 1; round <= rounds; round++) {
                for (Row row : wanted) {
                    Run run = rows.measure(row.name(), request(row, process.kafka(), broker));
                    runs.computeIfAbsent(row, r -> new ArrayList<>()).add(run);
                    progress.accept(result(row, round, run));
                    requireAllAccounted(row, run);
                    Leftovers.remove(process.kafka());
                }
            }
            return runs.entrySet().stream()
                    .map(each -> new Measured(each.getKey(), each.getValue()))
                    .toList();
        }
    }

    /** In the past and at the end of a window of every kind, so that windows that do not overlap hold every event. */
    private static long end(List<Row> wanted) {
        long longest = wanted.stream()
                .mapToLong(row -> row.window().toMillis())
                .map(window -> window == 0 ? DEFAULT_WINDOWS_MS : window)
                .max()
                .orElseThrow();
        return System.currentTimeMillis() / longest * longest;
    }

    private Request request(Row row, KafkaSettings kafka, Path directory) {
        return new Request(
                row.kind(),
                row.threads(),
                row.data().records(),
                row.window().toMillis(),
                seconds,
                kafka.bootstrapServers(),
                kafka.schemaRegistryUrl(),
                directory.toString());
    }

    private static void requireAllAccounted(Row row, Run run) throws IOException {
        if (run.accounted() != null && run.accounted() != row.data().records()) {
            throw new IOException(row.name() + ": its windows hold " + run.accounted() + " attempts (expected: all "
                    + row.data().records() + ")");
        }
    }

    private static String preloading(DataSet data, long sent) {
        return String.format(
                Locale.ROOT, "%s: %.1f of %.1f M events preloaded", data.name(), sent / 1e6, data.records() / 1e6);
    }

    private String result(Row row, int round, Run run) {
        return String.format(
                Locale.ROOT,
                "round %d of %d, %s: %,.0f records/s over %.1f s, %.2f CPU s/M",
                round,
                rounds,
                row.name(),
                run.recordsPerSecond(),
                run.seconds(),
                run.cpuSecondsPerMillion());
    }
}
