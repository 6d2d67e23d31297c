package dev.probeline.producer.core.wire;

import dev.probeline.producer.core.Completion;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Labels;
import dev.probeline.producer.core.Reading;
import dev.probeline.producer.core.StreamTimes;
import dev.probeline.producer.core.Usage;
import java.util.Locale;
import java.util.Set;

/** What an answer has told so far, in one vocabulary for all protocols, and when. */
final class Transcript {
    /** What a model's stop for want of tokens is called: chat, responses, messages. */
    private static final Set<String> OUT_OF_TOKENS = Set.of("length", "max_output_tokens", "max_tokens");

    private final boolean streamed;
    private final Completion.Builder text;
    private StreamTimes times;
    private Labels labels = Labels.NONE;
    private Usage usage = Usage.UNKNOWN;
    private String finishReason;
    private String shutdownDate;
    private boolean content;
    private boolean done;
    private Failure failure;
    private Long progress;
    private long now;

    /** @param keepText whether somebody wants to read what was written */
    Transcript(boolean streamed, boolean keepText) {
        this.streamed = streamed;
        this.text = new Completion.Builder(keepText);
        this.times = streamed ? StreamTimes.NOTHING_YET : StreamTimes.NO_STREAM;
    }

    /** All that follows came at this time. */
    void at(long nanos) {
        now = nanos;
    }

    /** Text of the answer itself; none of it is no content. */
    void text(String written) {
        if (written != null && !written.isEmpty()) {
            text.append(written);
            content();
        }
    }

    /** What a user was waiting for, other than text: a tool call, a refusal. */
    void content() {
        content = true;
        progress = now;
        if (streamed) {
            times = times.withContent(now);
        }
    }

    void reasoning() {
        progress = now;
        if (streamed) {
            times = times.withReasoning(now);
        }
    }

    /** What is known stays where the newer report is silent. No progress: some report with every empty chunk. */
    void usage(Usage reported) {
        usage = reported.or(usage);
    }

    /** The first word counts. */
    void labels(Labels told) {
        labels = labels.or(told);
    }

    void finish(String reason) {
        if (reason != null) {
            finishReason = Labels.bounded(reason.toLowerCase(Locale.ROOT));
            progress = now;
        }
    }

    void shutdownDate(String date) {
        shutdownDate = date;
    }

    /** The protocol's own mark of the end. */
    void done() {
        done = true;
        progress = now;
    }

    void fail(Failure cause) {
        failure = cause;
        progress = now;
    }

    boolean complete() {
        return done || failure != null;
    }

    boolean hasContent() {
        return content;
    }

    Long lastProgress() {
        return progress;
    }

    /**
     * Of an answer that a model writes.
     *
     * @param lastWord what it should have ended with
     */
    Failure verdict(String lastWord) {
        if (!done) {
            return Failure.of(ErrorType.STREAM_TRUNCATED, "the stream ended without " + lastWord);
        }
        if (finishReason == null) {
            return Failure.of(ErrorType.MISSING_FINISH_REASON, "the answer ended without saying why");
        }
        if (content) {
            return null;
        }
        return OUT_OF_TOKENS.contains(finishReason)
                ? Failure.of(
                        ErrorType.OUTPUT_BUDGET_EXHAUSTED,
                        "max_completion_tokens was spent before any content: allow more, or less reasoning")
                : Failure.of(ErrorType.EMPTY_COMPLETION, "finish_reason " + finishReason + " without any content");
    }

    /** @param outcome used unless the answer itself told of a failure */
    Reading reading(Failure outcome, long endNanos) {
        // The outcome was known when its event came; a server that lingers after its last event is not slower for it.
        long end = complete() && streamed ? progress : endNanos;
        Failure why = failure != null ? failure : outcome;
        return new Reading(why, usage, finishReason, labels, shutdownDate, text.build(), times, end);
    }
}
