package dev.probeline.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SignalIT {
    @TempDir
    private Path folder;

    @Test
    void sigtermEndsTheStepsInOrder() throws Exception {
        assertThat(outputAfterSigterm("text")).isEqualToNormalizingNewlines("second ended\nfirst ended\n");

        assertThat(log())
                .contains("INFO  SignalledService: Started well region=\"eu\"")
                .contains("Stopped");
    }

    @Test
    void logsAreOneJsonObjectALineOnStderr() throws Exception {
        outputAfterSigterm("json");

        assertThat(log().lines())
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"level\":\"INFO\"", "\"formattedMessage\":\"Started well\"", "{\"region\":\"eu\"}"));
    }

    /** What it prints after it said it was ready. */
    private String outputAfterSigterm(String logFormat) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SignalledService.class.getName())
                .redirectError(folder.resolve("log").toFile());
        builder.environment().put("LOG_FORMAT", logFormat);
        Process process = builder.start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            // Unlike Process.destroy, this leaves its output open.
            process.toHandle().destroy();
            StringBuilder rest = new StringBuilder();
            output.lines().forEach(line -> rest.append(line).append('\n'));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return rest.toString();
        } finally {
            process.destroyForcibly();
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
