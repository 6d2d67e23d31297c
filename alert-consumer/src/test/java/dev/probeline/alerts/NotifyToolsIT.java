package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.alerts.io.notify.NotifierService;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What on-call does by hand, on a real broker beside a notifier on duty. */
@ExtendWith(KafkaClusterExtension.class)
class NotifyToolsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    KafkaCluster cluster;

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void silenceAcknowledgeAndDryRunWorkThroughTheClusterAlone() throws Exception {
        try (TestRegistry registry = new TestRegistry();
                Inbox inbox = new Inbox();
                Pipeline pipeline = new Pipeline(KafkaSettings.of(cluster.getBootstrapServers(), registry.url()))) {
            String config = Files.writeString(folder.resolve("alerts.yml"), """
                    kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                    receivers: {inbox: {type: webhook, url: "%s"}}
                    route: {receiver: inbox, group_by: [alertname], group_wait: 0s}
                    """.formatted(
                                    cluster.getBootstrapServers(), registry.url(), inbox.url()))
                    .toString();
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            try (NotifierService service = new NotifierService(
                    ConfigFile.load(Path.of(config), AlertConfig.class), meters, new DeadLetterCount(meters))) {
                service.start();

                String id =
                        ran("silence", "add", "-c", config, "--author", "ada", "--comment", "us", "alertname=Known");
                assertThat(ran("silence", "list", "-c", config)).startsWith(id).endsWith("ada: us");
                pipeline.tell(firing("Known"), Instant.now());
                await().atMost(PATIENCE).until(() -> pipeline.decisions().contains("held silence"));
                pipeline.tell(firing("New"), Instant.now());
                await().atMost(PATIENCE).until(() -> inbox.told().contains("firing New"));

                ran(
                        "ack",
                        "-c",
                        config,
                        "--author",
                        "ada",
                        inbox.messages().get(0).incident());
                await().atMost(PATIENCE).until(() -> pipeline.decisions().contains("told acknowledged"));

                ran("silence", "expire", "-c", config, "--author", "ada", id);
                await().atMost(PATIENCE).until(() -> inbox.told().contains("firing Known"));
                assertThat(ran("silence", "list", "-c", config)).isEmpty();

                assertThat(ran("dry-run", "-c", config, "--since", "1h"))
                        .contains("to inbox: first notification", "[CRITICAL] New", "[CRITICAL] Known")
                        .endsWith("2 notifications");
            }
        }
    }

    @Test
    void whatIsNotThereIsAnErrorOfUse() throws Exception {
        try (TestRegistry registry = new TestRegistry();
                Pipeline pipeline = new Pipeline(KafkaSettings.of(cluster.getBootstrapServers(), registry.url()))) {
            pipeline.tell(firing("Any"), Instant.now());
            String config = Files.writeString(
                            folder.resolve("alerts.yml"), """
                    kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                    """.formatted(cluster.getBootstrapServers(), registry.url()))
                    .toString();

            assertThat(run("silence", "expire", "-c", config, "nobody's")).isEqualTo(ExitCodes.USAGE);
            assertThat(run("ack", "-c", config, "nobody's")).isEqualTo(ExitCodes.USAGE);
            assertThat(run("silence", "add", "-c", config, "--comment", "us", "alertname"))
                    .isEqualTo(ExitCodes.USAGE);
            assertThat(run("silence", "add", "-c", config, "--comment", "us", "--for", "ever", "a=b"))
                    .isEqualTo(ExitCodes.USAGE);
            assertThat(run("dry-run", "-c", config, "--since", "long")).isEqualTo(ExitCodes.USAGE);
            assertThat(err.toString())
                    .contains(
                            "no such silence: nobody's",
                            "no such open incident: nobody's",
                            "alertname",
                            "ever",
                            "long");
        }
    }

    /** What it printed, without the end of the last line. */
    private String ran(String... args) {
        StringWriter out = new StringWriter();
        int code = Cli.run(new AlertMain(), new PrintWriter(out, true), new PrintWriter(err, true), args);
        assertThat(code).as("%s: %s", List.of(args), err).isEqualTo(ExitCodes.OK);
        return out.toString().strip();
    }

    private int run(String... args) {
        return Cli.run(new AlertMain(), new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
    }

    private static AlertEvent firing(String rule) {
        return Events.event(AlertState.pending, AlertState.firing)
                .setRule(rule)
                .setAlertId(rule)
                .setAt(Instant.now())
                .setFiringSince(Windows.START)
                .build();
    }
}
