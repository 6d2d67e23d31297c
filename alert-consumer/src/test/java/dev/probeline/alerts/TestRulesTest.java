package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code test-rules} says to whoever runs it. */
class TestRulesTest {
    private static final String RULES = """
            groups:
              - name: g
                rules:
                  - {alert: TooManyErrors, window: 1m, when: error_rate > 50%, for: 30s}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aStoryThatGoesAsExpectedIsCounted() throws IOException {
        Path file = story("told: [10s pending TooManyErrors, 40s firing TooManyErrors]");

        assertThat(run(file.toString())).isEqualTo(ExitCodes.OK);
        assertThat(out).hasToString("1 story, 0 otherwise than expected\n");
    }

    @Test
    void whatIsMissingAndWhatIsTooMuchIsToldWithTheLineOfTheExpectation() throws IOException {
        Path file = story("""
                told:
                  - 10s pending TooManyErrors
                  - 45s firing TooManyErrors region=eu-west
                open:
                  20s: []""");

        assertThat(run(file.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(out).hasToString("""
                        FILE:6:5: FAILED s
                          + 40s firing TooManyErrors  (for_elapsed, incident 1, published at 40s) SERIES
                          - 45s firing TooManyErrors region=eu-west  (expected at FILE:10:9)
                          + open at 20s: 10s pending TooManyErrors  (condition_met, incident 1, published at 10s) SERIES
                          told was:
                            10s pending TooManyErrors  (condition_met, incident 1, published at 10s) SERIES
                            40s firing TooManyErrors  (for_elapsed, incident 1, published at 40s) SERIES
                        1 story, 1 otherwise than expected
                        """.replace("FILE", file.toString()).replace("SERIES", Windows.SERIES.toString()));
    }

    @Test
    void everyFaultOfAFileIsToldWithItsPlaceAndWhatWasExpected() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yml"), RULES + """
                stories:
                  - name: bad
                    series:
                      - {values: {error_rate: 80%y3, latency.p59: 1s, provider_error_rate: 5%}}
                    events: [crash, 10s explode, 20s crash after=3s, 30s stall]
                    told:
                      - 10s pendng TooManyErrors
                      - 10s pending
                  - name: says nothing
                    series: []
                """);

        assertThat(run(file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString().lines().map(line -> line.replace(file + ":", "")))
                .containsExactly(
                        "8:18 stories[0].series[0].values.latency.p59: metric: latency.p59 (expected: latency.p50,"
                                + " latency.p99, latency.p95)",
                        "8:31 stories[0].series[0].values.error_rate: 80%y3 (expected: a share such as 5% or 0.05, and"
                                + " how it goes on, as in 1x5 or 1+1x5; or silent, none, _)",
                        "8:76 stories[0].series[0].values.provider_error_rate: provider_error_rate (expected: a metric"
                                + " that is counted or measured; this one is worked out of others)",
                        "9:14 stories[0].events[0]: crash (expected: a duration such as 250ms, 30s, 1m30s, 1h or 2d)",
                        "9:21 stories[0].events[1]: 10s explode (expected: TIME and one of crash, deploy, rebalance,"
                                + " rules FILE, stall lasts=TIME, correct window_end=TIME METRIC=VALUE)",
                        "9:34 stories[0].events[2]: after= (expected: down=, replica=, uncommitted=)",
                        "9:54 stories[0].events[3]: stall (expected: lasts=TIME)",
                        "11:9 stories[0].told[0]: 10s pendng TooManyErrors (expected: a state of error, firing, no_data,"
                                + " pending, recovering, resolved and the name of a rule, then LABEL=… or reason=…)",
                        "12:9 stories[0].told[1]: 10s pending (expected: a state of error, firing, no_data, pending,"
                                + " recovering, resolved and the name of a rule, then LABEL=… or reason=…)",
                        "13:11 stories[1].name: says nothing (expected: told or open, or it shows nothing)");
    }

    @Test
    void aRuleThatTheStoryDoesNotKnowIsRefused() throws IOException {
        Path file = story("told: [10s pending TooManyErorrs]");

        assertThat(run(file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err).asString().contains(":8:12 stories[0].told[0]: TooManyErorrs (expected: a rule of the story");
    }

    @Test
    void aShareThatIsNoWholeNumberOfFailuresIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("share.yml"),
                RULES + "stories: [{name: s, series: [{values: {error_rate: 33%}}], told: []}]\n");

        assertThat(run(file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err).asString().contains("error_rate: 33 % of 20 attempts (expected: a whole number of failures");
    }

    @Test
    void otherRulesCanBeTried() throws IOException {
        Path file = story("told: [10s pending TooManyErrors, 40s firing TooManyErrors]");
        Path strict = Files.writeString(folder.resolve("strict.yml"), RULES.replace("50%", "90%"));

        assertThat(run("--rules", strict.toString(), file.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(out).asString().contains("nothing was told");
    }

    @Test
    void onlySomeStoriesCanBeRunAndWatched() throws IOException {
        Path file = Files.writeString(folder.resolve("two.yml"), RULES + """
                stories:
                  - {name: one story, series: [{values: {error_rate: 80%}}], told: [0s pending TooManyErrors]}
                  - {name: another, series: [{values: {error_rate: 0%}}], told: [0s firing TooManyErrors]}
                """);

        assertThat(run("-v", "--run", "one*", file.toString())).isEqualTo(ExitCodes.OK);
        assertThat(out).asString().startsWith("ok one story\n  told was:\n    0s pending TooManyErrors");
    }

    @Test
    void whatTheHelpShowsIsAStoryThatGoesAsExpected() throws IOException {
        assertThat(run("--help")).isEqualTo(ExitCodes.OK);
        List<String> help = out.toString().lines().toList();
        int begin = help.indexOf("  stories:");
        String yaml = String.join(
                        "\n",
                        help.subList(
                                begin - 1,
                                help.indexOf(
                                        "Values are promtool's, one each 10s (interval): 1sx5 is 1 s and five more,")))
                .replaceAll("(?m)^  ", "");
        Files.writeString(folder.resolve("my-rules.yml"), RULES);
        Path file = Files.writeString(folder.resolve("help.yml"), yaml);

        assertThat(run(file.toString())).as(yaml + err).isEqualTo(ExitCodes.OK);
    }

    private Path story(String expectation) throws IOException {
        return Files.writeString(folder.resolve("story.yml"), RULES + """
                stories:
                  - name: s
                    series: [{values: {error_rate: 0% 80%x4}}]
                """ + expectation.indent(4));
    }

    private int run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "test-rules";
        System.arraycopy(args, 0, all, 1, args.length);
        return Cli.run(new AlertMain(), new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
