package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** An answer that is one JSON value: embeddings, and whatever came in place of a stream. */
public final class JsonBody implements BodyReader {
    private static final int LONGEST = 4 << 20;

    private final Function<JsonNode, Failure> expectation;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean tooLong;
    private Long progress;

    private JsonBody(Function<JsonNode, Failure> expectation) {
        this.expectation = expectation;
    }

    /** Embeddings: one vector that is not empty. */
    public static JsonBody embeddings() {
        return new JsonBody(json -> {
            JsonNode vector = json.path("data").path(0).path("embedding");
            boolean there = !vector.isEmpty() || Json.hasText(json.path("data").path(0), "embedding");
            return there ? null : Failure.of(ErrorType.EMPTY_COMPLETION, "the answer holds no embedding");
        });
    }

    /** Something else where a stream was asked for: an error under status 200, or a server that cannot stream. */
    public static JsonBody insteadOfStream(String contentType) {
        return new JsonBody(json -> Failure.of(
                ErrorType.INVALID_RESPONSE, "content type " + contentType + " (expected: text/event-stream)"));
    }

    @Override
    public void read(byte[] bytes, int offset, int count, long nanos) {
        progress = nanos;
        if (body.size() + count > LONGEST) {
            tooLong = true;
        } else {
            body.write(bytes, offset, count);
        }
    }

    @Override
    public boolean complete() {
        return tooLong;
    }

    @Override
    public Long lastProgress() {
        return progress;
    }

    @Override
    public Reading end(long nanos) {
        if (tooLong) {
            return Reading.failed(Failure.of(ErrorType.INVALID_RESPONSE, "the body is longer than 4 MiB"), nanos);
        }
        String text = body.toString(StandardCharsets.UTF_8);
        JsonNode json = Json.parse(text);
        if (json == null || json.isMissingNode()) {
            ApiError said = ApiError.parse(text);
            return Reading.failed(Failure.of(ErrorType.INVALID_RESPONSE, "no JSON: " + said.message()), nanos);
        }
        ApiError error = ApiError.of(json);
        if (error != null) {
            return Reading.failed(Classification.afterOk(error), nanos);
        }
        Labels labels = Labels.NONE.or(json);
        return new Reading(
                expectation.apply(json),
                Usage.of(json.path("usage")),
                null,
                labels.model(),
                labels.systemFingerprint(),
                labels.serviceTier(),
                StreamTimes.NO_STREAM,
                nanos);
    }

    @Override
    public Reading cutOff(Failure failure, long nanos) {
        return Reading.failed(failure, nanos);
    }
}
