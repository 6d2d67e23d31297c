package dev.probeline.alerts;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.StoryBook;
import dev.probeline.alerts.core.rule.Glob;
import dev.probeline.alerts.core.story.Difference;
import dev.probeline.alerts.core.story.Rehearsal;
import dev.probeline.alerts.core.story.Told;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays stories to rules without a cluster, and tells where they went otherwise than expected. */
@Command(
        name = "test-rules",
        mixinStandardHelpOptions = true,
        description = {
            "Plays stories to rules and tells where they went otherwise than expected, with",
            "file and line. A story is what the metrics of some series show, what happens",
            "to the alert consumer meanwhile, and which alerts are told of it. It is decided",
            "by the code of the service itself, without a cluster.",
            "",
            "  rules: [my-rules.yml]   # seen from this file; none: the built-in rules",
            "  stories:",
            "    - name: a kill while an alert is pending changes nothing",
            "      series:",
            "        - region: eu-west",
            "          values: {error_rate: 0%% 80%%x11 0%%x5}",
            "      events:",
            "        - 25s crash down=10s",
            "      told:               # all of it, at the times of the metrics",
            "        - 10s pending TooManyErrors",
            "        - 40s firing TooManyErrors reason=for_elapsed incident=1",
            "        - 2m10s resolved TooManyErrors",
            "      open:               # and what is open when one looks",
            "        1m: [firing TooManyErrors region=eu-west]",
            "",
            "Values are promtool's, one each 10s (interval): 1sx5 is 1 s and five more,",
            "1s+100msx3 rises three times, _ is no record, the last one goes on. Besides:",
            "silent is a record without an attempt, none a metric of which nothing was",
            "measured. Metrics have the names they have in rules. What a story does not say",
            "is healthy, with 20 attempts a window.",
            "",
            "Events: crash [down=10s] [uncommitted=10s] [replica=1], deploy [down=10s],",
            "rebalance, rules FILE, stall lasts=5m (nothing arrives, then all of it),",
            "correct window_end=1m error_rate=0%%.",
            "",
            "Exit codes: 0 every story as expected, 1 not, 2 a file cannot be read.",
            ""
        })
final class TestRules implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of stories, YAML.")
    private List<Path> files;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules in place of those the stories name, such as a candidate. Can be repeated.")
    private List<Path> rules = List.of();

    @Option(names = "--run", paramLabel = "GLOB", description = "Only stories with such a name, as in '*restart*'.")
    private String run = "*";

    @Option(
            names = {"-v", "--verbose"},
            description = "Print what was told in every story, also in those that went as expected.")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Glob names = new Glob(run);
        List<StoryBook.Entry> entries = StoryBook.load(files, rules).stream()
                .filter(entry -> names.matches(entry.story().name()))
                .toList();
        StoryReport report = new StoryReport(out, verbose);
        for (StoryBook.Entry entry : entries) {
            List<Told> told = Rehearsal.of(entry.story(), AlertConfig.SERIES_EXPIRY);
            report.add(entry, told, Difference.between(entry.story(), told));
        }
        return report.conclude() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
