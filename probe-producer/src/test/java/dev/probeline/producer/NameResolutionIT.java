package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.simulator.Simulator;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose names are in a file. */
class NameResolutionIT {
    @TempDir
    private Path folder;

    @Test
    void eachAttemptResolvesAnew() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 elsewhere\n");
        try (Simulator simulator = new Simulator(Probing.simulator("models: {chat: {}}"))) {
            simulator.start();
            String url = simulator.baseUrl().replace("127.0.0.1", "api.test");
            String target = "{name: a, provider: mine, base_url: '%s', api_key: %s, model: chat, connection: new,"
                    .formatted(url, Probing.KEY);
            Path config = Files.writeString(
                    folder.resolve("prober.yaml"),
                    "region: r\nkafka: {bootstrap_servers: 'localhost:1'}\ntargets: [" + target + " retries: [2s]}]\n");
            Process prober = once(hosts, config);
            try (BufferedReader told = prober.inputReader(StandardCharsets.UTF_8)) {
                assertThat(next(told).path("error_type").textValue()).isEqualTo("dns_error");
                Files.writeString(hosts, "127.0.0.1 api.test\n");
                JsonNode second = next(told);
                assertThat(second.path("outcome").textValue())
                        .as(second.toString())
                        .isEqualTo("success");
                assertThat(prober.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                prober.destroyForcibly();
            }
        }
    }

    private static JsonNode next(BufferedReader told) throws IOException {
        String line = told.readLine();
        assertThat(line).isNotNull();
        return new ObjectMapper().readTree(line);
    }

    private Process once(Path hosts, Path config) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProducerMain.class.getName(),
                        "-c",
                        config.toString(),
                        "--once",
                        "a",
                        "--json")
                .redirectError(new File(folder.toFile(), "errors"))
                .start();
    }
}
