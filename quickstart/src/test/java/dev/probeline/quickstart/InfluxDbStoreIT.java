package dev.probeline.quickstart;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import dev.probeline.aggregator.io.HistoryReader;
import dev.probeline.aggregator.io.InfluxHistory;
import dev.probeline.aggregator.io.InfluxSettings;
import dev.probeline.runtime.config.Secret;
import dev.probeline.schemas.SeriesKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** The contract on InfluxDB 2.x in a container. */
@EnabledIf(
        value = "imageCanBeHad",
        disabledReason = "the contract was not run on InfluxDB: there is no Docker here, or it cannot pull the image")
class InfluxDbStoreIT extends StoreContract {
    private static final DockerImageName IMAGE = DockerImageName.parse("influxdb:2.7.12");
    private static final int PORT = 8086;
    private static final String ORG = "probeline";
    private static final String BUCKET = "probeline";
    private static final String TOKEN = "token-of-the-contract-test";

    private GenericContainer<?> container;

    static boolean imageCanBeHad() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return false;
        }
        try {
            return !new RemoteDockerImage(IMAGE).get().isEmpty();
        } catch (RuntimeException e) { // a registry has many ways to say no, and each is an exception of its own
            System.err.println(
                    "InfluxDbStoreIT is skipped: Docker is here, but " + IMAGE + " is not: " + e.getMessage());
            return false;
        }
    }

    @Override
    InfluxSettings openStore(Path directory) {
        // With these the image sets itself up on its first start; without the token it would make one nobody knows.
        // During that it listens on another port, so an answer on this one means that it is done.
        container = new GenericContainer<>(IMAGE)
                .withEnv("DOCKER_INFLUXDB_INIT_MODE", "setup")
                .withEnv("DOCKER_INFLUXDB_INIT_USERNAME", "probeline")
                .withEnv("DOCKER_INFLUXDB_INIT_PASSWORD", "password-of-the-contract-test")
                .withEnv("DOCKER_INFLUXDB_INIT_ORG", ORG)
                .withEnv("DOCKER_INFLUXDB_INIT_BUCKET", BUCKET)
                .withEnv("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", TOKEN)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/health").forStatusCode(200));
        container.start();
        return new InfluxSettings(
                URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)),
                ORG,
                BUCKET,
                Secret.of(TOKEN),
                100,
                Duration.ofSeconds(10),
                true,
                true);
    }

    @Override
    HistoryReader openHistory(InfluxSettings settings) {
        return new InfluxHistory(settings);
    }

    @Override
    long pointsOf(SeriesKey series) {
        String url = "http://" + container.getHost() + ":" + container.getMappedPort(PORT);
        try (InfluxDBClient client = InfluxDBClientFactory.create(url, TOKEN.toCharArray(), ORG)) {
            return client
                    .getQueryApi()
                    .query("from(bucket: \"" + BUCKET + "\") |> range(start: 2025-01-01T00:00:00Z)"
                            + " |> filter(fn: (r) => r._measurement == \"api_probe\" and r._field == \"latency_ms\""
                            + " and r.model == \"" + series.model() + "\")")
                    .stream()
                    .mapToLong(table -> table.getRecords().size())
                    .sum();
        }
    }

    @Override
    void closeStore() {
        if (container != null) {
            container.stop();
        }
    }
}
