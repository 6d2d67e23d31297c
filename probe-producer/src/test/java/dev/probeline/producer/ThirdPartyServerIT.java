package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against somebody else's idea of these APIs: CopilotKit's mock server. The build downloads nothing: this runs where
 * {@code npm ci --prefix probe-producer/src/test/node --ignore-scripts} was called once.
 */
@Timeout(60)
class ThirdPartyServerIT {
    private static final Path FOLDER = Path.of("src/test/node");

    private static Process node;
    private static String root;
    private static Probing probing;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules")) && nodeRuns(),
                "skipped: node or the mock server is missing; install node and run"
                        + " npm ci --prefix probe-producer/src/test/node --ignore-scripts");
        node = new ProcessBuilder("node", "server.js")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        root = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(root).startsWith("http://127.0.0.1:");
        probing = new Probing(new OkHttpClient());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.destroyForcibly();
            probing.close();
        }
    }

    private static boolean nodeRuns() {
        try {
            Process version = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            version.getInputStream().readAllBytes();
            return version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: mine, base_url: '%s/v1' | stop",
                "provider: mine, base_url: '%s/v1', endpoint: responses | completed",
                "provider: anthropic, base_url: '%s/v1' | end_turn",
                "provider: azure-openai, base_url: '%s' | stop"
            })
    void aGoodAnswerIsASuccessWholeOrStreamed(String how, String finish) {
        for (boolean stream : new boolean[] {true, false}) {
            ProbeResult result = once(how + ", stream: " + stream + ", expect: {contains: [one, five]}");
            assertThat(result.getOutcome()).as(result.getErrorMessage()).isEqualTo(Outcome.success);
            assertThat(result.getFinishReason()).isEqualTo(finish);
            assertThat(result.getResponseModel()).isEqualTo("m");
            assertThat(result.getRequestId()).isNotBlank();
            assertThat(result.getTtftMs() != null).isEqualTo(stream);
            if (stream) {
                assertThat(result.getContentChunks()).isGreaterThan(1);
                assertThat(result.getTtftMs()).isGreaterThanOrEqualTo(40.0);
            }
        }
    }

    @Test
    void chatIsCounted() {
        ProbeResult result = once("provider: mine, base_url: '%s/v1'");
        assertThat(result.getPromptTokens()).isPositive();
        assertThat(result.getCompletionTokens()).isPositive();
        assertThat(result.getOutputTokensPerSecond()).isPositive();
    }

    @Test
    void anEmbeddingIsASuccess() {
        ProbeResult result = once("provider: mine, base_url: '%s/v1', endpoint: embeddings");
        assertThat(result.getOutcome()).as(result.getErrorMessage()).isEqualTo(Outcome.success);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail-429 | rate_limit_exceeded | account",
                "fail-500 | server_error | provider",
                "fail-401 | authentication_error | config",
                "cut | stream_truncated | provider"
            })
    void itsFailuresHaveTheirNames(String prompt, String type, FaultDomain domain) {
        for (String how : new String[] {
            "provider: mine, base_url: '%s/v1'", "provider: anthropic, base_url: '%s/v1'",
        }) {
            ProbeResult result = once(how + ", prompt: " + prompt);
            assertThat(result.getErrorType()).as(result.getErrorMessage()).isEqualTo(type);
            assertThat(result.getFaultDomain()).isEqualTo(domain);
        }
    }

    private static ProbeResult once(String target) {
        return Probing.run(probing.target(target.formatted(root) + ", model: m, retries: []"))
                .get(0);
    }
}
