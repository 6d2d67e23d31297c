package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Json;
import dev.probeline.producer.core.Labels;

/** Embeddings: one vector that is not empty, as numbers or in base64. */
final class EmbeddingsWire implements Wire {

    @Override
    public ObjectNode request(Target target, String input) {
        return Json.object().put("model", target.model()).put("input", input);
    }

    @Override
    public void whole(JsonNode answer, Transcript transcript) {
        transcript.labels(Labels.of(answer));
        if (answer.path("usage").isObject()) {
            transcript.usage(ChatWire.usage(answer.path("usage")));
        }
        JsonNode first = answer.path("data").path(0);
        if (!first.path("embedding").isEmpty() || Json.hasText(first, "embedding")) {
            transcript.text(answer.toString());
        }
        transcript.done();
    }

    @Override
    public Failure verdict(Transcript transcript) {
        return transcript.hasContent() ? null : Failure.of(ErrorType.EMPTY_COMPLETION, "the answer holds no embedding");
    }
}
