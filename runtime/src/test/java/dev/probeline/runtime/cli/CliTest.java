package dev.probeline.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CliTest {
    record Settings(int port) {}

    @Command(name = "demo", description = "A service.")
    static final class Demo implements Callable<Integer> {
        @Mixin
        ConfigOptions config;

        Settings seen;

        @Override
        public Integer call() throws Exception {
            Optional<Settings> chosen = config.toStart(Settings.class);
            if (chosen.isEmpty()) {
                return ExitCodes.OK;
            }
            seen = chosen.get();
            if (seen.port() == 0) {
                throw new IllegalStateException("port 0 has no luck\nsecond line", new IOException("refused"));
            }
            return ExitCodes.OK;
        }
    }

    private final Demo demo = new Demo();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aGoodConfigurationRuns(@TempDir Path folder) throws Exception {
        assertThat(run(Map.of(), "--config", file(folder, "port: 1"))).isEqualTo(ExitCodes.OK);

        assertThat(demo.seen).isEqualTo(new Settings(1));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aBadConfigurationIsToldFaultByFault(@TempDir Path folder) throws Exception {
        String file = file(folder, "port: x\nprot: 1");

        assertThat(run(Map.of(), "--config", file)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                        %1$s:1:7 port: x (expected: a whole number)
                        %1$s:2:1 prot: unknown key (expected: one of port)
                        """.formatted(file));
    }

    @Test
    void aFailureIsOneLine(@TempDir Path folder) throws Exception {
        assertThat(run(Map.of(), "--config", file(folder, "port: 0"))).isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString()).isEqualToNormalizingNewlines("demo: port 0 has no luck: refused\n");
    }

    @Test
    void debugAddsTheStackTrace(@TempDir Path folder) throws Exception {
        String file = file(folder, "port: 0");

        run(Map.of(), "--debug", "--config", file);
        run(Map.of("PROBELINE_DEBUG", "true"), "--config", file);

        assertThat(err.toString().split("at picocli.CommandLine.executeUserObject\\(", -1))
                .hasSize(3);
    }

    @Test
    void aMissingOptionIsAUsageError() {
        assertThat(run(Map.of())).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString())
                .contains("Missing required option: '--config=FILE'")
                .contains("Usage: demo");
    }

    @Test
    void helpAndVersionNeedNoConfiguration() {
        assertThat(run(Map.of(), "--help")).isEqualTo(ExitCodes.OK);
        assertThat(run(Map.of(), "--version")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains("--check-config").containsPattern("Probeline \\d+\\.\\d+\\.\\d+");
    }

    @Test
    void theSchemaNeedsNoConfiguration() {
        assertThat(run(Map.of(), "--print-schema")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).startsWith("{\n  \"$schema\"").contains("\"port\"");
        assertThat(demo.seen).isNull();
    }

    @Test
    void aCheckedConfigurationIsNotStarted(@TempDir Path folder) throws Exception {
        String file = file(folder, "port: 1");

        assertThat(run(Map.of(), "--check-config", "--config", file)).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).isEqualToNormalizingNewlines(file + ": valid\n");
        assertThat(demo.seen).isNull();
    }

    @Test
    void logSettingsAreChecked() {
        assertThat(LogSettings.fault(Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "DEBUG")::get))
                .isEmpty();
        assertThat(LogSettings.fault(Map.<String, String>of()::get)).isEmpty();
        assertThat(LogSettings.fault(Map.of("LOG_FORMAT", "JSON")::get))
                .contains("LOG_FORMAT: JSON (expected: one of text, json)");
        assertThat(LogSettings.fault(Map.of("LOG_LEVEL", "loud")::get))
                .contains("LOG_LEVEL: loud (expected: one of trace, debug, info, warn, error, off)");
    }

    private int run(Map<String, String> env, String... args) {
        CommandLine line = Cli.commandLine(demo, env::get);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private static String file(Path folder, String yaml) throws Exception {
        return Files.writeString(folder.resolve("demo.yaml"), yaml).toString();
    }
}
