package dev.probeline.alerts.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookPayloadTest {
    @Test
    void hasTheShapeOfAlertmanagersVersion4() throws IOException {
        JsonNode root = payload(Told.firing());

        assertThat(root.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "version",
                        "groupKey",
                        "incident",
                        "truncatedAlerts",
                        "status",
                        "receiver",
                        "groupLabels",
                        "commonLabels",
                        "commonAnnotations",
                        "externalURL",
                        "silence",
                        "notification_reason",
                        "alerts");
        assertThat(root.get("version").asText()).isEqualTo("4");
        assertThat(root.get("status").asText()).isEqualTo("firing");
        assertThat(root.get("silence").asText()).contains("silence add", "'alertname=\"ErrorRateHigh\"'");
        JsonNode alert = root.get("alerts").get(0);
        assertThat(alert.get("labels").get("alertname").asText()).isEqualTo("ErrorRateHigh");
        assertThat(alert.get("labels").get("severity").asText()).isEqualTo("critical");
        assertThat(alert.get("labels").get("model").asText()).isEqualTo("gpt-4o");
        assertThat(alert.get("startsAt").asText()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(alert.get("endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
    }

    @Test
    void firingAndResolvedCarryTheSameKeys() throws IOException {
        JsonNode firing = payload(Told.firing());
        JsonNode resolved = payload(Told.resolved());

        assertThat(resolved.get("status").asText()).isEqualTo("resolved");
        assertThat(resolved.get("groupKey")).isEqualTo(firing.get("groupKey"));
        assertThat(resolved.get("alerts").get(0).get("fingerprint"))
                .isEqualTo(firing.get("alerts").get(0).get("fingerprint"));
        assertThat(resolved.get("alerts").get(0).get("labels"))
                .isEqualTo(firing.get("alerts").get(0).get("labels"));
        assertThat(resolved.get("alerts").get(0).get("endsAt").asText()).isEqualTo("2026-11-01T12:01:35Z");
    }

    @Test
    void noDataIsALabelOfItsOwn() throws IOException {
        AlertEvent silent = Events.event(AlertState.firing, AlertState.no_data).build();

        JsonNode alert =
                payload(Told.of(Occasion.FIRST, Map.of(), silent)).get("alerts").get(0);

        assertThat(alert.get("status").asText()).isEqualTo("firing");
        assertThat(alert.get("labels").get("alertstate").asText()).isEqualTo("no_data");
    }

    @Test
    void longValuesAreCut() throws IOException {
        AlertEvent event = Events.event(AlertState.pending, AlertState.firing)
                .setAnnotations(Map.of("summary", "x".repeat(50_000)))
                .build();

        assertThat(payload(Told.of(Occasion.FIRST, Map.of(), event))
                        .get("commonAnnotations")
                        .get("summary")
                        .asText())
                .hasSize(WebhookPayload.VALUE_LIMIT)
                .endsWith("…");
    }

    @Test
    void theSignatureCoversTimeAndBody() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

        String signature = Signature.of(body, List.of("key"), Instant.ofEpochSecond(1_700_000_000));

        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key
        assertThat(signature)
                .isEqualTo("t=1700000000,v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");
    }

    private static JsonNode payload(Notification notification) throws IOException {
        return new ObjectMapper().readTree(WebhookPayload.of(notification, "inbox", Links.NONE));
    }
}
