package dev.probeline.dashboard.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.io.DeadLetterCount;
import dev.probeline.alerts.io.notify.NotifierService;
import dev.probeline.alerts.io.notify.NotifyApi;
import dev.probeline.alerts.io.notify.SilenceBook;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.kafka.KafkaSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The alert consumer's notifier and its API beside the page, and the receiver it tells. */
final class OnDuty implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-dashboard";

    private final HttpServer receiver;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final NotifierService notifier;
    private final NotifyApi api;

    OnDuty(KafkaSettings kafka) throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        String yaml = """
                kafka: {bootstrap_servers: "%s", schema_registry_url: "%s"}
                receivers: {inbox: {type: webhook, url: "http://127.0.0.1:%d/"}}
                route: {receiver: inbox, group_by: ['...'], group_wait: 0s, group_interval: 1s}
                api: {tokens: {dashboard: "${env:TOKEN}"}}
                """.formatted(
                        kafka.bootstrapServers(),
                        kafka.schemaRegistryUrl(),
                        receiver.getAddress().getPort());
        AlertConfig config = ConfigFile.parse(yaml, "alerts.yaml", AlertConfig.class, name -> TOKEN);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        notifier = new NotifierService(config, meters, new DeadLetterCount(meters));
        SilenceBook book = new SilenceBook(config, Clock.systemUTC());
        api = new NotifyApi(config.api().orElseThrow(), book, Clock.systemUTC());
        notifier.start();
        api.start();
    }

    String url() {
        return "http://127.0.0.1:" + api.port();
    }

    /** The models that the receiver was told of as firing, in order. */
    List<String> told() {
        return told;
    }

    void stopApi() {
        api.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
            if (message.path("status").asText().equals("firing")) {
                told.add(message.path("commonLabels").path("model").asText());
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        api.close();
        notifier.close();
        receiver.stop(0);
    }
}
