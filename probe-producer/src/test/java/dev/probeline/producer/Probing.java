package dev.probeline.producer;

import dev.probeline.producer.config.Budget;
import dev.probeline.producer.config.Restraint;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.UnknownSpending;
import dev.probeline.producer.core.History;
import dev.probeline.producer.io.Governor;
import dev.probeline.producer.io.HttpClients;
import dev.probeline.producer.io.HttpProbe;
import dev.probeline.producer.io.ProbeIds;
import dev.probeline.producer.io.RestraintMeters;
import dev.probeline.producer.io.Spending;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.producer.io.WarmUp;
import dev.probeline.producer.io.Watchdog;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.schemas.events.ProbeResult;
import dev.probeline.simulator.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;

/** Probes single targets for tests, without schedule and Kafka. */
final class Probing implements AutoCloseable {
    static final String KEY = "sk-test-0123456789abcdef";

    private final Watchdog watchdog = new Watchdog();
    private final HttpClients clients;

    Probing(OkHttpClient trusting) {
        clients = new HttpClients(64, trusting);
    }

    /** @param settings of the target as YAML flow, such as {@code interval: 1s, retries: []}; a name comes first */
    TargetProbe probe(String baseUrl, String settings) {
        return probe(config(baseUrl, settings));
    }

    /** So that loading our classes uses up nobody's patience. */
    Probing warm() {
        WarmUp.run(clients, watchdog);
        return this;
    }

    /** @param settings of the target as YAML flow, its address included */
    TargetProbe target(String settings) {
        return probe(config("""
                region: eu-west
                kafka: {bootstrap_servers: 'localhost:1'}
                targets: [{name: a, api_key: '%s', api_key_alias: main, %s}]
                """.formatted(KEY, settings)));
    }

    private TargetProbe probe(ProducerConfig config) {
        Target target = config.targets().get(0);
        HttpProbe http = new HttpProbe(target, clients, watchdog, Clock.systemUTC());
        return new TargetProbe(target, http, "eu-west", "test", null, new ProbeIds(), new History());
    }

    /** All attempts of one probe. */
    static List<ProbeResult> run(TargetProbe probe) {
        List<ProbeResult> attempts = new ArrayList<>();
        probe.run(Instant.now(), Duration.ofSeconds(30), new CountDownLatch(1), attempts::add);
        return attempts;
    }

    /** One that knows no budget and starts from nothing. */
    static Governor governor() {
        Clock clock = Clock.systemUTC();
        Governor.Terms terms = new Governor.Terms(
                Budget.NONE,
                new Restraint(0.2, 16, Duration.ofMinutes(15), UnknownSpending.PROBE, Duration.ZERO),
                Map.of());
        Spending spending = new Spending("eu-west", () -> null, new ProbeIds(), clock);
        return new Governor(terms, spending, new RestraintMeters(new SimpleMeterRegistry()), clock);
    }

    static ProducerConfig config(String baseUrl, String settings) {
        return config("""
                region: eu-west
                kafka: {bootstrap_servers: 'localhost:1'}
                targets:
                - {provider: simulator, base_url: '%s', api_key: '%s', api_key_alias: main, %s%s}
                """.formatted(baseUrl, KEY, settings.startsWith("name: ") ? "" : "name: a, ", settings));
    }

    static ProducerConfig config(String yaml) {
        return parse(yaml, ProducerConfig.class);
    }

    static SimulatorConfig simulator(String yaml) {
        return parse(yaml, SimulatorConfig.class);
    }

    private static <T extends Record> T parse(String yaml, Class<T> type) {
        try {
            return ConfigFile.parse(yaml, "test", type, name -> null);
        } catch (InvalidConfigException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        clients.close();
        watchdog.close();
    }
}
