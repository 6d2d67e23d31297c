package dev.probeline.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.alerts.io.notify.NotifierService;
import dev.probeline.alerts.io.notify.NotifyApi;
import dev.probeline.alerts.io.notify.SilenceBook;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Silences and acknowledgements from HTTP to the notifier on duty, on a real broker. */
@ExtendWith(KafkaClusterExtension.class)
class SilenceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN = "a-token-of-ada's-own";

    KafkaCluster cluster;

    @Test
    void whatIsSilencedOverHttpIsHeldAndWhatIsAcknowledgedIsToldSo() throws Exception {
        try (TestRegistry registry = new TestRegistry();
                Inbox inbox = new Inbox();
                Pipeline pipeline = new Pipeline(KafkaSettings.of(cluster.getBootstrapServers(), registry.url()))) {
            AlertConfig config = config(registry, inbox);
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            SilenceBook book = new SilenceBook(config, Clock.systemUTC());
            try (NotifierService service = new NotifierService(config, meters, new DeadLetterCount(meters));
                    NotifyApi api = new NotifyApi(config.api().orElseThrow(), book, Clock.systemUTC())) {
                service.start();
                api.start();
                String url = "http://127.0.0.1:" + api.port() + "/api/v1/";
                assertThat(ask("GET", url + "silences", "wrong", "").statusCode())
                        .isEqualTo(401);
                assertThat(ask("POST", url + "silences", TOKEN, "{\"matchers\":[\"alertname\"]}")
                                .statusCode())
                        .isEqualTo(400);

                assertThat(ask("POST", url + "silences", TOKEN, "{").statusCode())
                        .isEqualTo(400);
                assertThat(ask("POST", url + "silences", TOKEN, "{\"matchers\":[\"a=b\"],\"for\":\"ever\"}")
                                .statusCode())
                        .isEqualTo(400);
                assertThat(ask("POST", url + "silences", TOKEN, " ".repeat(70_000))
                                .statusCode())
                        .isEqualTo(413);

                HttpResponse<String> silenced =
                        ask("POST", url + "silences", TOKEN, "{\"matchers\":[\"alertname=Known\"],\"comment\":\"us\"}");
                assertThat(silenced.statusCode()).isEqualTo(201);
                assertThat(json(silenced).get("author").asText()).isEqualTo("ada");
                pipeline.tell(firing("Known"), Instant.now());
                await().atMost(PATIENCE).until(() -> pipeline.decisions().contains("held silence"));
                pipeline.tell(firing("New"), Instant.now());
                await().atMost(PATIENCE).until(() -> inbox.told().contains("firing New"));

                String incident = inbox.messages().get(0).incident();
                assertThat(ask("POST", url + "incidents/" + incident + "/acknowledge", TOKEN, "")
                                .statusCode())
                        .isEqualTo(202);
                await().atMost(PATIENCE).until(() -> pipeline.decisions().contains("told acknowledged"));

                String id = json(silenced).get("id").asText();
                HttpResponse<String> ended = ask("DELETE", url + "silences/" + id, TOKEN, "");
                assertThat(ended.statusCode()).isEqualTo(200);
                assertThat(json(ended).get("ended_by").asText()).isEqualTo("ada");
                await().atMost(PATIENCE).until(() -> inbox.told().contains("firing Known"));
            }
        }
    }

    private AlertConfig config(TestRegistry registry, Inbox inbox) throws Exception {
        String yaml = """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                receivers: {inbox: {type: webhook, url: "%s"}}
                route: {receiver: inbox, group_by: [alertname], group_wait: 0s}
                api: {tokens: {ada: "${env:TOKEN}"}}
                """.formatted(cluster.getBootstrapServers(), registry.url(), inbox.url());
        return ConfigFile.parse(yaml, "alerts.yml", AlertConfig.class, name -> TOKEN);
    }

    private static AlertEvent firing(String rule) {
        return Events.event(AlertState.pending, AlertState.firing)
                .setRule(rule)
                .setAlertId(rule)
                .setFiringSince(Windows.START)
                .build();
    }

    private static HttpResponse<String> ask(String method, String url, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
