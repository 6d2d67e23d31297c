package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Json;
import dev.probeline.producer.core.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What an API says of one model: that it is there, and the day it will be shut down, as {@code shutdown_date}
 * (OpenAI), in {@code deprecation} (Azure: seconds since the epoch; Mistral: a date), or not at all.
 */
final class ModelWire implements Wire {

    @Override
    public ObjectNode request(Target target, String input) {
        return null;
    }

    @Override
    public void whole(JsonNode answer, Transcript transcript) {
        String id = Json.text(answer, "id");
        if (id != null) {
            transcript.text(answer.toString());
            transcript.labels(new Labels(Labels.bounded(id), null, null));
            transcript.shutdownDate(shutdownDate(answer));
        }
        transcript.done();
    }

    @Override
    public Failure verdict(Transcript transcript) {
        return transcript.hasContent() ? null : Failure.of(ErrorType.INVALID_RESPONSE, "the answer is no model");
    }

    /** Null for none, and for what is no date. */
    private static String shutdownDate(JsonNode model) {
        JsonNode deprecation = model.path("deprecation");
        String written = Json.text(model, "shutdown_date");
        String date = written != null ? written : deprecation.textValue();
        try {
            if (date != null) {
                return LocalDate.parse(date.length() > 10 ? date.substring(0, 10) : date)
                        .toString();
            }
            Long seconds = Json.wholeNumber(deprecation, "inference");
            return seconds == null
                    ? null
                    : LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC)
                            .toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
