package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.producer.core.ApiError;
import dev.probeline.producer.core.Classification;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Json;
import dev.probeline.producer.core.Labels;
import dev.probeline.producer.core.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An answer that is one JSON value, or was to be. Blank bytes keep a connection alive and are no progress. */
final class WholeReader implements BodyReader {
    private static final int LONGEST = 1 << 20;

    private final Wire wire;
    private final Transcript transcript;
    private final String contentType;
    private final boolean unwanted;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean tooLong;
    private Long progress;

    /** @param unwanted a stream was asked for, so that only an error can be in here */
    WholeReader(Wire wire, boolean keepText, String contentType, boolean unwanted) {
        this.wire = wire;
        this.transcript = new Transcript(false, keepText);
        this.contentType = contentType;
        this.unwanted = unwanted;
    }

    @Override
    public void read(byte[] bytes, int offset, int count, long nanos) {
        if (!isBlank(bytes, offset, count)) {
            progress = nanos;
        }
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
    public boolean awaitsToken() {
        return false;
    }

    @Override
    public Long lastProgress() {
        return progress;
    }

    @Override
    public Reading end(long nanos) {
        transcript.at(nanos);
        String text = tooLong ? "" : body.toString(StandardCharsets.UTF_8);
        JsonNode json = Json.parse(text);
        if (tooLong) {
            invalid("the body is longer than 1 MiB");
        } else if (json == null || !json.isContainerNode()) {
            invalid(unreadable(text.strip()));
        } else {
            read(json);
        }
        return transcript.reading(wire.verdict(transcript), nanos);
    }

    @Override
    public Reading cutOff(Failure failure, long nanos) {
        return transcript.reading(failure, nanos);
    }

    private void read(JsonNode json) {
        ApiError error = ApiError.of(json);
        if (error != null) {
            transcript.fail(Classification.afterOk(error));
        } else if (unwanted) {
            invalid("content type " + Labels.bounded(contentType) + " (expected: text/event-stream)");
        } else {
            wire.whole(json, transcript);
        }
    }

    /** Never the text itself: it may be what a model wrote. */
    private String unreadable(String text) {
        if (text.isEmpty() || text.startsWith("<")) {
            return ApiError.parse(text).message();
        }
        boolean broken = text.startsWith("{") || text.startsWith("[");
        return (broken ? "JSON that is cut or broken" : "no JSON") + " (" + body.size() + " bytes of "
                + Labels.bounded(contentType) + ")";
    }

    private void invalid(String why) {
        transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, why));
    }

    private static boolean isBlank(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
