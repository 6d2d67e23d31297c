package dev.probeline.alerts.core.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a provider says of itself.
 *
 * @param indicator none, minor, major, critical or maintenance, as Atlassian's Statuspage has them
 * @param description for people, cut to a line
 * @param since beginning of the oldest incident that is not resolved; empty where there is none
 */
public record PageStatus(String indicator, String description, Optional<Instant> since) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    /**
     * Reads {@code /api/v2/summary.json}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PageStatus parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            String indicator = root.path("status").path("indicator").asText();
            if (indicator.isEmpty()) {
                throw new IllegalArgumentException("no status.indicator (expected: a Statuspage summary)");
            }
            Optional<Instant> since = StreamSupport.stream(
                            root.path("incidents").spliterator(), false)
                    .map(PageStatus::began)
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
            String description = root.path("status").path("description").asText();
            return new PageStatus(indicator, description.substring(0, Math.min(description.length(), LONGEST)), since);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON (expected: a Statuspage summary)", e);
        }
    }

    private static Optional<Instant> began(JsonNode incident) {
        String at =
                incident.path("started_at").asText(incident.path("created_at").asText());
        try {
            return Optional.of(OffsetDateTime.parse(at).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return indicator + (description.isEmpty() ? "" : ": " + description);
    }
}
