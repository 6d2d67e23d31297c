package dev.probeline.bench;

import dev.probeline.bench.core.Measured;
import dev.probeline.bench.core.Report;
import dev.probeline.bench.core.Row;
import dev.probeline.bench.core.Rows;
import dev.probeline.bench.core.Table;
import dev.probeline.bench.process.RowProcess;
import dev.probeline.bench.process.Workplace;
import dev.probeline.runtime.cli.ExitCodes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Throughput of the aggregator and of what it is compared with. */
@Command(
        name = "aggregator",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many probe results per second are aggregated, side by side in one run.",
            "",
            "Starts a broker in a process of its own, preloads events with the real serializer and partitioner, and",
            "measures each row in a fresh JVM, all rows in turn, several rounds. The table shows medians; '× p+d' is",
            "the speed in units of a loop that only polls and decodes, with as many threads on the same events.",
            "Dense events: 44 per series and 10 s; sparse: 5.6. Compare dense with dense and sparse with sparse.",
            "The aggregator's windows must account for every event, or the bench fails.",
            "",
            "Takes about half an hour with all rows. Close what else is busy: other load falsifies every row.",
            ""
        })
final class AggregatorCommand implements Callable<Integer> {
    @Option(
            names = "--records",
            defaultValue = "8000000",
            paramLabel = "N",
            description = "Events of the dense rows; the others get fewer. Default: ${DEFAULT-VALUE}.")
    private long records;

    @Option(
            names = "--series",
            defaultValue = "500",
            paramLabel = "N",
            description = "Series of the dense and sparse rows. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(names = "--runs", defaultValue = "3", paramLabel = "N", description = "Rounds. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            paramLabel = "S",
            description = {
                "How long a row is measured, after its warm-up; the aggregator goes through all events instead.",
                "Default: ${DEFAULT-VALUE}."
            })
    private double seconds;

    @Option(names = "--only", split = ",", paramLabel = "ROW", description = "These rows, joined by commas.")
    private Set<String> only = new LinkedHashSet<>();

    @Option(names = "--list", description = "Print the names of the rows and end.")
    private boolean list;

    @Option(names = "--json", description = "Print JSON with every run instead of the table.")
    private boolean json;

    @Option(
            names = "--launcher",
            split = " ",
            paramLabel = "COMMAND",
            description = "Start each measured JVM with this, such as 'taskset -c 0,1'.")
    private List<String> launcher = List.of();

    @Option(
            names = "--java-options",
            split = " ",
            paramLabel = "OPTIONS",
            description = "Give each measured JVM these as well, such as a flight recording.")
    private List<String> javaOptions = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Row> rows = rows();
        if (list) {
            rows.forEach(row -> System.out.println(row.name()));
            return ExitCodes.OK;
        }
        try (Workplace place = Workplace.create()) {
            AggregatorBench bench = new AggregatorBench(
                    place.directory(),
                    new RowProcess(launcher, javaOptions, place.directory()),
                    runs,
                    seconds,
                    System.err::println);
            List<Measured> measured = bench.measure(rows);
            Report report = new Report(setting(), measured);
            System.out.println(json ? report.toJson() : new Table(report).text());
        }
        return ExitCodes.OK;
    }

    private List<Row> rows() {
        if (records < 1 || series < 1 || runs < 1 || seconds <= 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--records, --series, --runs: at least 1; --seconds: more than 0");
        }
        try {
            return Rows.named(only, Rows.all(records, series));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, Object> setting() {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("records", records);
        setting.put("series", series);
        setting.put("rounds", runs);
        setting.put("cpus", Runtime.getRuntime().availableProcessors());
        setting.put("java", Runtime.version().toString());
        return setting;
    }
}
