package dev.probeline.quickstart.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** SQL over QuestDB's HTTP endpoint {@code /exec}; for a question now and then, not for load. */
final class QuestDbQuery {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;

    QuestDbQuery(String url) {
        this.url = url;
    }

    long number(String sql) {
        return run(sql).path("dataset").path(0).path(0).asLong();
    }

    JsonNode run(String sql) {
        try {
            HttpURLConnection call = (HttpURLConnection)
                    URI.create(url + "/exec?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8))
                            .toURL()
                            .openConnection();
            call.setConnectTimeout((int) TIMEOUT.toMillis());
            call.setReadTimeout((int) TIMEOUT.toMillis());
            if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
                String reason = new String(call.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                throw new IllegalArgumentException("QuestDB refuses " + sql + ": " + reason);
            }
            return JSON.readTree(call.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("QuestDB does not answer", e);
        }
    }
}
