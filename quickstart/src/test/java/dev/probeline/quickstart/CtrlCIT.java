package dev.probeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real SIGINT at a real process: it ends soon, and leaves nothing. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGINT to send")
class CtrlCIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void asSoonAsThereIsADirectory() throws Exception {
        String told = interruptWhen(() -> !listed().isEmpty());

        assertThat(told).contains("nothing to sum up").doesNotContain("Exception");
    }

    @Test
    void whileTheBrokerAndTheStoreAreStarting() throws Exception {
        String told = interruptWhen(() -> told().contains("Webhook inbox"));

        assertThat(told).contains("nothing to sum up").doesNotContain("Exception");
    }

    @Test
    void whileTheProbersRunAndTheStreamsAreStarting() throws Exception {
        String told = interruptWhen(() -> told().contains("Probers us-east"));

        assertThat(told).doesNotContain("Exception");
    }

    @Test
    void whileItRunsItStillTellsWhatItKnows() throws Exception {
        String told = interruptWhen(() -> told().contains("the first percentiles are out"));

        assertThat(told).contains("\"ended_by\" : \"signal\"").doesNotContain("Exception");
    }

    private String interruptWhen(Callable<Boolean> condition) throws Exception {
        Files.createDirectory(data());
        List<String> options = List.of(
                "--add-exports=java.base/jdk.internal.math=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + data(),
                "-Dlogback.configurationFile=logback.xml");
        try (ChildJvm quickstart = ChildJvm.start(QuickstartMain.class.getName(), log(), options, "--json")) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);

            assertThat(quickstart.interrupt()).isLessThan(BOUND);
            assertThat(listed()).isEmpty();
        }
        return told();
    }

    private Path data() {
        return home.resolve("data");
    }

    private Path log() {
        return home.resolve("log");
    }

    private String told() throws IOException {
        return Files.readString(log());
    }

    private List<Path> listed() throws IOException {
        try (var files = Files.list(data())) {
            return files.filter(file -> file.getFileName().toString().startsWith("probeline-"))
                    .toList();
        }
    }
}
