package dev.probeline.alerts.io.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.schemas.events.AlertEvent;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LetterPayloadTest {
    @Test
    void saysWhatTheWebhookWouldHaveSaid() throws IOException {
        assertThat(read(Told.firing()).path("alerts")).hasSize(1);
    }

    @Test
    void namesTheIncidentOfANotificationThatNoPayloadCanBeMadeOf() throws IOException {
        assertThat(read(with(List.of())).path("incident").asText()).isEqualTo(Told.INCIDENT);
    }

    @Test
    void namesTheIncidentOfOneThatNoRecordHolds() throws IOException {
        Map<String, String> vast = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            vast.put("annotation" + i, "€".repeat(4000));
        }
        Line line = Told.firing().lines().get(0);
        AlertEvent event =
                AlertEvent.newBuilder(line.event()).setAnnotations(vast).build();

        JsonNode letter = read(with(Collections.nCopies(10, new Line(event, line.standing()))));

        assertThat(letter.path("incident").asText()).isEqualTo(Told.INCIDENT);
        assertThat(letter.path("truncatedAlerts").asInt()).isEqualTo(10);
    }

    private static JsonNode read(Notification notification) throws IOException {
        byte[] letter = LetterPayload.of(notification);
        assertThat(letter).hasSizeLessThanOrEqualTo(LetterPayload.LIMIT);
        return new ObjectMapper().readTree(letter);
    }

    private static Notification with(List<Line> lines) {
        Notification told = Told.firing();
        return new Notification(
                told.incident(),
                told.group(),
                told.occasion(),
                told.opened(),
                told.at(),
                lines,
                told.receipt(),
                told.acknowledgedBy());
    }
}
