package dev.probeline.producer.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.producer.core.ApiError;
import dev.probeline.producer.core.Classification;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Json;
import dev.probeline.producer.core.Reading;

/** A streamed answer of any protocol: first content, gaps, usage, and how it ended. */
final class StreamReader implements BodyReader {
    private static final int LONGEST_EVENT = 1 << 20;

    private final Wire wire;
    private final Transcript transcript;
    private final SseParser parser = new SseParser(LONGEST_EVENT, this::event);

    StreamReader(Wire wire, boolean keepText) {
        this.wire = wire;
        this.transcript = new Transcript(true, keepText);
    }

    @Override
    public void read(byte[] bytes, int offset, int count, long nanos) {
        transcript.at(nanos);
        parser.feed(bytes, offset, count);
        if (parser.gaveUp() && !complete()) {
            transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, "an event of the stream is longer than 1 MiB"));
        }
    }

    @Override
    public boolean complete() {
        return transcript.complete();
    }

    @Override
    public boolean awaitsToken() {
        return true;
    }

    @Override
    public Long lastProgress() {
        return transcript.lastProgress();
    }

    @Override
    public Reading end(long nanos) {
        if (!complete()) {
            transcript.at(nanos);
            parser.end();
        }
        return transcript.reading(wire.verdict(transcript), nanos);
    }

    @Override
    public Reading cutOff(Failure cause, long nanos) {
        return complete() ? end(nanos) : transcript.reading(cause, nanos);
    }

    private void event(String event) {
        if (complete()) {
            return;
        }
        String data = event.strip();
        if (!data.startsWith("{") && !data.startsWith("[{")) {
            wire.word(data, transcript);
            return;
        }
        JsonNode json = Json.parse(data);
        if (json == null) {
            transcript.fail(Failure.of(ErrorType.INVALID_RESPONSE, "an event of the stream is not JSON"));
            return;
        }
        ApiError error = ApiError.of(json);
        if (error != null) {
            transcript.fail(Classification.afterOk(error));
        } else {
            wire.event(json, transcript);
        }
    }
}
