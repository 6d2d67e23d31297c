package dev.probeline.alerts.core.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.alerts.core.notify.Trial;
import dev.probeline.alerts.core.route.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An incident as JSON, for the state topic. What a newer release added is passed over. */
public final class IncidentCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static byte[] encode(Incident incident) {
        ObjectNode root = JSON.createObjectNode();
        root.put("group", incident.group().key());
        root.put("receiver", incident.group().receiver());
        root.put("route", incident.group().route());
        root.set("labels", JSON.valueToTree(incident.group().labels()));
        root.put("id", incident.id());
        root.put("opened", incident.opened().toString());
        ObjectNode members = root.putObject("members");
        incident.members().forEach((alert, member) -> {
            ObjectNode node = members.putObject(alert);
            node.put("now", member.now().name());
            member.told().ifPresent(told -> node.put("told", told.name()));
            node.put("tried", member.tried());
        });
        encode(incident.course(), root.putObject("course"));
        incident.acknowledged()
                .ifPresent(acknowledged -> root.putObject("acknowledged")
                        .put("author", acknowledged.author())
                        .put("at", acknowledged.at().toString()));
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void encode(Course course, ObjectNode node) {
        if (!course.due().equals(Instant.MAX)) {
            node.put("due", course.due().toString());
        }
        node.put("sending", course.sending());
        node.put("held", course.held());
        node.put("attempt", course.trial().attempt());
        if (course.trial().first() != null) {
            node.put("first", course.trial().first().toString());
        }
        node.put("buried", course.buried());
        course.toldAt().ifPresent(told -> node.put("told_at", told.toString()));
        node.put("acknowledgement_told", course.acknowledgementTold());
        node.set("receipt", JSON.valueToTree(course.receipt()));
    }

    /**
     * @throws UncheckedIOException if it is not JSON
     * @throws IllegalArgumentException if it is no incident
     */
    public static Incident decode(byte[] bytes) {
        JsonNode root = read(bytes);
        Group group = new Group(
                root.path("group").asText(),
                root.path("receiver").asText(),
                root.path("route").asText(),
                texts(root.path("labels")));
        Map<String, Member> members = new LinkedHashMap<>();
        root.path("members")
                .properties()
                .forEach(member -> members.put(
                        member.getKey(),
                        new Member(
                                standing(member.getValue().path("now").asText()),
                                text(member.getValue(), "told").map(IncidentCodec::standing),
                                member.getValue().path("tried").asBoolean())));
        String id = root.path("id").asText();
        if (id.isEmpty() || members.isEmpty()) {
            throw new IllegalArgumentException("no incident: it has no id or no alert");
        }
        Optional<Acknowledgement> acknowledged = text(root.path("acknowledged"), "author")
                .map(author -> new Acknowledgement(
                        id, author, time(root.path("acknowledged"), "at").orElse(Instant.EPOCH)));
        return new Incident(
                group,
                id,
                time(root, "opened").orElse(Instant.EPOCH),
                members,
                course(root.path("course")),
                acknowledged);
    }

    /** One of a newer release is trouble of some kind. */
    private static Standing standing(String name) {
        return Stream.of(Standing.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(Standing.FIRING);
    }

    private static Course course(JsonNode node) {
        return new Course(
                time(node, "due").orElse(Instant.MAX),
                node.path("sending").asBoolean(),
                node.path("held").asBoolean(),
                new Trial(node.path("attempt").asInt(), time(node, "first").orElse(null)),
                node.path("buried").asBoolean(),
                time(node, "told_at"),
                node.path("acknowledgement_told").asBoolean(),
                texts(node.path("receipt")));
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    private static Optional<Instant> time(JsonNode node, String name) {
        return text(node, name).map(Instant::parse);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    private IncidentCodec() {}
}
