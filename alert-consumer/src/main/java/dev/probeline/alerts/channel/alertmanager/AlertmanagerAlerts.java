package dev.probeline.alerts.channel.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Notification.Line;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Texts;
import dev.probeline.schemas.events.AlertState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An incident's alerts as {@code POST /api/v2/alerts} takes them. */
final class AlertmanagerAlerts {
    /** Alertmanager sets none; a body limit before it is real. */
    static final int VALUE_LIMIT = 2000;

    static final int ALERT_LIMIT = 200;
    private static final int SHORT_VALUE_LIMIT = 200;
    private static final int MANY = 10;
    private static final String NO_DATA = AlertState.no_data.toString();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * UTF-8 JSON, of a bounded number of alerts each.
     *
     * @param resend how often what fires is told again: should we die, it ends there by itself after four times that
     */
    static List<byte[]> of(Notification notification, Duration resend, String dashboard) {
        int limit = notification.lines().size() > MANY ? SHORT_VALUE_LIMIT : VALUE_LIMIT;
        Instant stale = notification.at().plus(resend.multipliedBy(4));
        List<byte[]> requests = new ArrayList<>();
        for (int from = 0; from < notification.lines().size(); from += ALERT_LIMIT) {
            ArrayNode alerts = JSON.arrayNode();
            notification.lines().stream()
                    .skip(from)
                    .limit(ALERT_LIMIT)
                    .forEach(line -> alerts.add(alert(line, stale, dashboard, limit)));
            requests.add(alerts.toString().getBytes(StandardCharsets.UTF_8));
        }
        return requests;
    }

    private static ObjectNode alert(Line line, Instant stale, String dashboard, int limit) {
        ObjectNode alert = JSON.objectNode();
        // Its labels are an alert's identity there, so they are those that do not change on the way.
        Map<String, String> labels = Texts.labels(line.event());
        // That there are no data is an alert of its own beside the one that sleeps meanwhile.
        if (!NO_DATA.equals(labels.get("alertstate"))) {
            labels.remove("alertstate");
        }
        alert.set("labels", texts(labels, limit));
        alert.set("annotations", texts(Texts.annotations(line.event()), limit));
        alert.put("startsAt", Texts.started(line.event()).toString());
        Instant end = line.over() && line.event().getResolvedAt() != null
                ? line.event().getResolvedAt()
                : stale;
        alert.put("endsAt", end.toString());
        if (!dashboard.isEmpty()) {
            alert.put("generatorURL", dashboard);
        }
        return alert;
    }

    private static ObjectNode texts(Map<String, String> texts, int limit) {
        ObjectNode node = JSON.objectNode();
        // An empty label is none, and is refused.
        texts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                node.put(name, Cut.to(limit, value));
            }
        });
        return node;
    }

    private AlertmanagerAlerts() {}
}
