package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertMainTest {
    @Test
    void checkRulesNeedsNoConfig(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yml"), rule("attempts < 1"));
        Path bad = Files.writeString(folder.resolve("bad.yml"), rule("attempts < many"));

        assertThat(Cli.run(new AlertMain(), "check-rules", good.toString())).isEqualTo(ExitCodes.OK);
        assertThat(Cli.run(new AlertMain(), "check-rules", good.toString(), bad.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(Cli.run(new AlertMain(), "check-rules")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void checkConfigReadsTheRulesToo(@TempDir Path folder) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yml"), rule("attempts < many"));
        Path config = Files.writeString(
                folder.resolve("alerts.yml"),
                "kafka: {bootstrap_servers: \"localhost:9092\"}\nrule_files: [%s]\n".formatted(rules));

        assertThat(Cli.run(new AlertMain(), "--config", config.toString(), "--check-config"))
                .isEqualTo(ExitCodes.USAGE);

        Files.writeString(rules, rule("attempts < 1"));
        assertThat(Cli.run(new AlertMain(), "--config", config.toString(), "--check-config"))
                .isEqualTo(ExitCodes.OK);
    }

    @Test
    void sendTestSaysWhetherItArrived(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("alerts.yml"), """
                kafka: {bootstrap_servers: "localhost:9092"}
                receivers: {screen: {type: terminal}, nobody: {type: webhook, url: "http://127.0.0.1:1/"}}
                """);

        assertThat(Cli.run(new AlertMain(), "send-test", "screen", "-c", config.toString()))
                .isEqualTo(ExitCodes.OK);
        assertThat(Cli.run(new AlertMain(), "send-test", "nobody", "--dry-run", "-c", config.toString()))
                .isEqualTo(ExitCodes.OK);
        assertThat(Cli.run(new AlertMain(), "send-test", "nobody", "-c", config.toString()))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(Cli.run(new AlertMain(), "send-test", "stranger", "-c", config.toString()))
                .isEqualTo(ExitCodes.USAGE);
    }

    private static String rule(String when) {
        return """
                groups:
                  - name: g
                    rules:
                      - alert: A
                        window: 1m
                        when: %s
                """.formatted(when);
    }
}
