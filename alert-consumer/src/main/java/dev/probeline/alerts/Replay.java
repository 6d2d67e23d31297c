package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.RuleBook;
import dev.probeline.alerts.core.replay.Comparison;
import dev.probeline.alerts.core.replay.Replaying;
import dev.probeline.alerts.io.Recording;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.Topics;
import dev.probeline.schemas.events.ProbeMetrics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs rules over recorded metrics: would this have paged last week? */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs rules over the recorded topic probe-metrics and lists what would have fired,",
            "when and for how long; with --rules, what a candidate would have done beside the",
            "current rules (those of the configuration, or the built-in ones).",
            "",
            "It joins no group, writes nothing and tells nobody. The rules begin knowing",
            "nothing: begin a day earlier for those that learn what is usual.",
            "",
            "  alert-consumer replay --config alerts.yaml --from 7d --rules candidate.yml",
            "  alert-consumer replay --config alerts.yaml --from 2026-11-01T00:00:00Z \\",
            "      --to 2026-11-02T00:00:00Z --json",
            ""
        })
final class Replay implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "As 2026-11-01T12:00:00Z, or 7d ago.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "As --from; if it is left out, now.")
    private String to = "0s";

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules of the candidate. Can be repeated.")
    private List<Path> candidate = List.of();

    @Option(names = "--json", description = "One JSON array instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Instant now = Instant.now();
        Instant begin = time("--from", from, now);
        Instant end = time("--to", to, now);
        if (!begin.isBefore(end)) {
            throw new ParameterException(
                    spec.commandLine(), "--from: " + begin + " (expected: before --to, " + end + ")");
        }
        Replaying current = new Replaying(RuleBook.load(cluster.ruleFiles()), AlertConfig.SERIES_EXPIRY);
        Optional<Replaying> other = candidate.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replaying(RuleBook.load(candidate), AlertConfig.SERIES_EXPIRY));
        long[] records = new long[1];
        Progress progress = new Progress(spec.commandLine().getErr(), CommandLine.Help.Ansi.AUTO.enabled(), begin, end);
        try (Recording<ProbeMetrics> recording = new Recording<>(
                cluster.kafka(), "probeline-alerts-replay", Topics.METRICS.name(), ProbeMetrics.class)) {
            recording.read(
                    begin,
                    end,
                    (series, record, at) -> {
                        records[0]++;
                        current.hear(series, record);
                        other.ifPresent(rules -> rules.hear(series, record));
                    },
                    progress::at);
            progress.done();
            if (recording.unreadable() > 0) {
                spec.commandLine()
                        .getErr()
                        .println(recording.unreadable() + " records of probe-metrics could not be read");
            }
        }
        ReplayReport report = new ReplayReport(spec.commandLine().getOut(), begin, end, records[0]);
        if (other.isPresent()) {
            report.compare(Comparison.of(current.episodes(), other.get().episodes()), json);
        } else {
            report.list(current.episodes(), json);
        }
        return ExitCodes.OK;
    }

    private Instant time(String option, String text, Instant now) {
        try {
            return text.contains("T") ? Instant.parse(text) : now.minus(Durations.parse(text));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": " + text + " (expected: 2026-11-01T12:00:00Z, or 7d for so long ago)",
                    e);
        }
    }
}
