package dev.probeline.bench.latency;

import dev.probeline.bench.process.AggregatorProcess;
import dev.probeline.bench.process.BrokerProcess;
import dev.probeline.bench.process.Workplace;
import dev.probeline.runtime.cli.ExitCodes;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How soon what happens can be read. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how soon a probe shows in the metrics, end to end.",
            "",
            "Starts a broker and the aggregator in processes of their own, sends probe results that are completed just",
            "now at a steady rate, and reads the metrics as any consumer does that reads what is committed:",
            "",
            "1. from the end of a window to its first final record; the grace period is in it",
            "2. from the completion of a failing probe to the record of a window still open that shows it",
            "",
            "Takes about two minutes. Close what else is busy: other load falsifies it.",
            ""
        })
public final class LatencyCommand implements Callable<Integer> {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

    @Option(
            names = "--rate",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Events per second. Default: ${DEFAULT-VALUE}.")
    private int perSecond;

    @Option(
            names = "--series",
            defaultValue = "500",
            paramLabel = "N",
            description = "Series they are of. Default: ${DEFAULT-VALUE}.")
    private int series;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            paramLabel = "S",
            description = "How long to measure. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            paramLabel = "S",
            description = "Seconds before that, from the first window on. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "Threads of the aggregator. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--slice",
            defaultValue = "0",
            paramLabel = "S",
            description = {
                "Seconds of a slice, with windows of a minute that begin with every slice: more ends of windows to",
                "measure. Default: the aggregator's own slices and windows."
            })
    private int slice;

    @Option(names = "--json", description = "Print JSON instead of the table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (perSecond < 1 || series < 1 || seconds < 1 || threads < 1 || warmUp < 0 || slice < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--rate, --series, --seconds, --threads: at least 1; --warm-up, --slice: 0 or more");
        }
        LatencyReport report = measure();
        System.out.println(json ? report.toJson() : report.text());
        return ExitCodes.OK;
    }

    private LatencyReport measure() throws Exception {
        try (Workplace place = Workplace.create();
                BrokerProcess broker = BrokerProcess.start(place.directory());
                MetricsWatch watch = new MetricsWatch(broker.kafka());
                AggregatorProcess aggregator =
                        AggregatorProcess.start(broker.kafka(), place.directory(), threads, Duration.ofSeconds(slice));
                Traffic traffic = new Traffic(broker.kafka(), series, perSecond, watch::expect)) {
            traffic.start();
            System.err.println("warming up for " + warmUp + " s, measuring for " + seconds + " s");
            watch.awaitFirst(STARTS_WITHIN);
            watch.read(Duration.ofSeconds(warmUp), false);
            watch.read(Duration.ofSeconds(seconds), true);
            traffic.check();
            aggregator.check();
            return new LatencyReport(
                    perSecond, series, AggregatorProcess.GRACE.toMillis(), watch.finals(), watch.early());
        }
    }
}
