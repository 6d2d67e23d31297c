package dev.probeline.dashboard.io.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.dashboard.config.AlertConsumerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Silences and acknowledgements, which the alert consumer keeps. */
final class Actions {
    private static final String SILENCES = "/api/v1/silences";
    private static final String INCIDENTS = "/api/v1/incidents";

    private final Optional<AlertConsumerClient> alertConsumer;
    private final Recent silences;
    private final Recent incidents;

    Actions(Optional<AlertConsumerSettings> settings, Clock clock) {
        alertConsumer = settings.map(AlertConsumerClient::new);
        silences = new Recent(() -> read(SILENCES), clock);
        incidents = new Recent(() -> read(INCIDENTS), clock);
    }

    boolean available() {
        return alertConsumer.isPresent();
    }

    /** Whether a path is one of these. */
    static boolean has(String path) {
        return path.equals("silences") || path.startsWith("silences/") || path.equals("acknowledgements");
    }

    /** @param body empty where the request has none */
    Answer answer(String method, String path, byte[] body, Visitor visitor) throws IOException {
        if (alertConsumer.isEmpty()) {
            return Answer.said(503, "no alert consumer is configured (fix: alert_consumer in the configuration)");
        }
        String request = method + " " + path.replaceFirst("/[0-9a-f-]{36}$", "/ID");
        return switch (request) {
            case "GET silences" -> named("silences", silences.get());
            case "GET acknowledgements" -> named("incidents", incidents.get());
            default -> {
                Answer answer = act(alertConsumer.get(), request, path, body, visitor);
                silences.forget();
                incidents.forget();
                yield answer;
            }
        };
    }

    private Answer act(AlertConsumerClient client, String request, String path, byte[] body, Visitor visitor)
            throws IOException {
        return switch (request) {
            case "POST silences" -> passed(client.ask("POST", SILENCES, Optional.of(body), visitor.name()));
            case "DELETE silences/ID" ->
                passed(client.ask("DELETE", "/api/v1/" + path, Optional.empty(), visitor.name()));
            case "POST acknowledgements" -> acknowledge(client, Json.MAPPER.readTree(body), visitor);
            default -> Answer.said(404, "no such request");
        };
    }

    private AlertConsumerClient.Reply read(String path) {
        return alertConsumer.orElseThrow().ask("GET", path, Optional.empty(), Optional.empty());
    }

    /** Every receiver has an incident of its own; all that hold the alert are meant. */
    private static Answer acknowledge(AlertConsumerClient client, JsonNode asked, Visitor visitor) {
        String alert = asked.path("alert_id").asText();
        AlertConsumerClient.Reply all = client.ask("GET", INCIDENTS, Optional.empty(), Optional.empty());
        if (all.status() != 200) {
            return passed(all);
        }
        List<String> incidents = new ArrayList<>();
        for (JsonNode incident : all.body()) {
            for (JsonNode member : incident.path("alert_ids")) {
                if (member.asText().equals(alert)) {
                    incidents.add(incident.path("id").asText());
                }
            }
        }
        if (incidents.isEmpty()) {
            return Answer.said(404, "no open incident has this alert");
        }
        int done = 0;
        for (String incident : incidents) {
            String path = INCIDENTS + "/" + incident + "/acknowledge";
            done += client.ask("POST", path, Optional.empty(), visitor.name()).status() == 202 ? 1 : 0;
        }
        int acknowledged = done;
        return done == 0
                ? Answer.said(503, "the alert consumer did not take it; try again")
                : Answer.json(202, Json.object(json -> json.writeNumberField("acknowledged", acknowledged)));
    }

    private static Answer named(String name, AlertConsumerClient.Reply reply) {
        if (reply.status() != 200) {
            return passed(reply);
        }
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set(name, reply.body());
        return passed(new AlertConsumerClient.Reply(200, all));
    }

    private static Answer passed(AlertConsumerClient.Reply reply) {
        return Answer.json(reply.status(), reply.body().toString().getBytes(StandardCharsets.UTF_8));
    }
}
