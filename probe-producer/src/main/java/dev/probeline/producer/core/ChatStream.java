package dev.probeline.producer.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A streamed chat completion: first content, gaps, usage, and how it ended.
 *
 * <p>The wire: chunks with a {@code delta} each, one with {@code finish_reason}, one with {@code usage} and no choices,
 * then {@code [DONE]}. Content is text, tool calls or a refusal; role chunks, empty chunks and comments are not, and
 * count as no progress.
 */
public final class ChatStream implements BodyReader {
    private static final int LONGEST_EVENT = 1 << 20;
    private static final String DONE = "[DONE]";

    private final SseParser parser = new SseParser(LONGEST_EVENT, this::event);
    private Labels labels = Labels.NONE;
    private StreamTimes times = StreamTimes.NOTHING_YET;
    private Usage usage = Usage.UNKNOWN;
    private String finishReason;
    private boolean done;
    private Failure failure;
    private Long progress;
    private long now;

    @Override
    public void read(byte[] bytes, int offset, int count, long nanos) {
        now = nanos;
        parser.feed(bytes, offset, count);
        if (parser.gaveUp() && !complete()) {
            fail(Failure.of(ErrorType.INVALID_RESPONSE, "an event of the stream is longer than 1 MiB"));
        }
    }

    @Override
    public boolean complete() {
        return done || failure != null;
    }

    @Override
    public Long lastProgress() {
        return progress;
    }

    @Override
    public Reading end(long nanos) {
        if (!complete()) {
            now = nanos;
            parser.end();
        }
        // The outcome was known when its event came; a server that lingers after [DONE] is not slower for it.
        return reading(failure != null ? failure : verdict(), complete() ? progress : nanos);
    }

    @Override
    public Reading cutOff(Failure cause, long nanos) {
        return complete() ? end(nanos) : reading(cause, nanos);
    }

    private Reading reading(Failure outcome, long endNanos) {
        return new Reading(
                outcome,
                usage,
                finishReason,
                labels.model(),
                labels.systemFingerprint(),
                labels.serviceTier(),
                times,
                endNanos);
    }

    private Failure verdict() {
        if (!done) {
            return Failure.of(ErrorType.STREAM_TRUNCATED, "the stream ended without [DONE]");
        }
        if (finishReason == null) {
            return Failure.of(ErrorType.MISSING_FINISH_REASON, "[DONE] came without a finish_reason");
        }
        if (times.contentChunks() > 0) {
            return null;
        }
        return finishReason.equals("length")
                ? Failure.of(ErrorType.OUTPUT_BUDGET_EXHAUSTED, "max_completion_tokens was spent before any content")
                : Failure.of(ErrorType.EMPTY_COMPLETION, "finish_reason " + finishReason + " without any content");
    }

    private void event(String event) {
        if (complete()) {
            return;
        }
        String data = event.strip();
        if (data.equals(DONE)) {
            done = true;
            progress = now;
            return;
        }
        if (!data.startsWith("{") && !data.startsWith("[")) {
            return; // a gateway's keep-alive in words
        }
        JsonNode chunk = Json.parse(data);
        if (chunk == null) {
            fail(Failure.of(ErrorType.INVALID_RESPONSE, "a chunk of the stream is not JSON"));
            return;
        }
        ApiError error = ApiError.of(chunk);
        if (error != null) {
            fail(Classification.afterOk(error));
        } else {
            chunk(chunk);
        }
    }

    private void fail(Failure cause) {
        failure = cause;
        progress = now;
    }

    private void chunk(JsonNode chunk) {
        labels = labels.or(chunk);
        JsonNode reported = chunk.path("usage");
        if (reported.isObject()) {
            usage = Usage.of(reported); // some send it with every chunk: the last one counts
            progress = now;
        }
        boolean content = false;
        boolean reasoning = false;
        for (JsonNode choice : chunk.path("choices")) {
            JsonNode delta = choice.path("delta");
            content |= hasContent(delta);
            reasoning |= Json.hasText(delta, "reasoning_content") || Json.hasText(delta, "reasoning");
            String reason = Json.text(choice, "finish_reason");
            if (reason != null) {
                finishReason = Labels.bounded(reason.toLowerCase(Locale.ROOT));
                progress = now;
            }
        }
        if (reasoning) {
            times = times.withReasoning(now);
            progress = now;
        }
        if (content) {
            times = times.withContent(now);
            progress = now;
        }
    }

    private static boolean hasContent(JsonNode delta) {
        return Json.hasText(delta, "content")
                || Json.hasText(delta, "refusal")
                || !delta.path("tool_calls").isEmpty()
                || delta.path("function_call").isObject();
    }
}
