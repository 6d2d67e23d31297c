package dev.probeline.producer.io;

import dev.probeline.producer.core.ApiError;
import dev.probeline.producer.core.Attempt;
import dev.probeline.producer.core.CallPhases;
import dev.probeline.producer.core.Classification;
import dev.probeline.producer.core.Deadline;
import dev.probeline.producer.core.ErrorType;
import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Headers;
import dev.probeline.producer.core.NetworkFailure;
import dev.probeline.producer.core.Reading;
import dev.probeline.producer.core.wire.BodyReader;
import dev.probeline.schemas.events.ConnectionUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Response;

/** One HTTP request and what came back, from the call to the outcome. */
final class Exchange {
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final long LONGEST_BODY = 32L << 20;

    private final Call call;
    private final CallEvents events;
    private final String requestId;
    private final Clock clock;
    private volatile boolean stopped;
    private Integer status;
    private Headers headers = Headers.NONE;

    Exchange(Call call, CallEvents events, String requestId, Clock clock) {
        this.call = call;
        this.events = events;
        this.requestId = requestId;
        this.clock = clock;
    }

    void stop() {
        stopped = true;
        call.cancel();
    }

    /** @param readers by the content type of a good answer */
    Attempt run(Function<String, BodyReader> readers) {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        Reading reading = outcome(readers);
        CallPhases phases = events.phases();
        // One reading of the wall clock; the rest is monotonic, so that a clock that is set does not bend an attempt.
        Instant completedAt = startedAt.plusNanos(Math.max(0, reading.endNanos() - start));
        return new Attempt(startedAt, completedAt, status, connection(phases), phases, headers, reading, requestId);
    }

    /** Whether a deadline ended it. */
    boolean tookTooLong() {
        return events.expired() != null;
    }

    private Reading outcome(Function<String, BodyReader> readers) {
        try (Response response = call.execute()) {
            status = LeftAlone.status(response);
            headers = Headers.of(response::header, clock.instant());
            return status >= 200 && status < 300
                    ? body(response, readers.apply(response.header("Content-Type", "")))
                    : error(response);
        } catch (IOException | RuntimeException e) {
            return Reading.failed(failure(e), System.nanoTime());
        } finally {
            events.close();
        }
    }

    private Reading body(Response response, BodyReader reader) {
        byte[] buffer = new byte[16 * 1024];
        long length = 0;
        try {
            InputStream in = response.body().byteStream();
            while (!reader.complete() && length <= LONGEST_BODY) {
                events.reading(reader.awaitsToken(), reader.lastProgress());
                int count = in.read(buffer);
                long now = System.nanoTime();
                if (count < 0) {
                    return reader.end(now);
                }
                reader.read(buffer, 0, count, now);
                length += count;
            }
            return reader.complete()
                    ? reader.end(System.nanoTime())
                    : reader.cutOff(
                            Failure.of(ErrorType.INVALID_RESPONSE, "the body is longer than 32 MiB"),
                            System.nanoTime());
        } catch (IOException e) {
            long now = System.nanoTime();
            return reader.cutOff(failure(e), now);
        }
    }

    private Reading error(Response response) {
        byte[] body = new byte[LONGEST_ERROR];
        int length = 0;
        try {
            events.reading(false, null);
            InputStream in = response.body().byteStream();
            for (int count; length < body.length && (count = in.read(body, length, body.length - length)) >= 0; ) {
                length += count;
            }
        } catch (IOException e) {
            if (stopped) {
                return Reading.failed(failure(e), System.nanoTime());
            }
            // The status alone says what failed; half an explanation is better than none.
        }
        String text = new String(body, 0, length, StandardCharsets.UTF_8);
        return Reading.failed(Classification.ofStatus(status, ApiError.parse(text)), System.nanoTime());
    }

    private Failure failure(Exception thrown) {
        if (stopped) {
            return Failure.of(ErrorType.PROBER_ERROR, "cut off: the prober was shutting down");
        }
        Deadline expired = events.expired();
        return expired != null ? expired.failure(events.phases().begin()) : NetworkFailure.of(thrown, events.stage());
    }

    private ConnectionUse connection(CallPhases phases) {
        if (!events.hadConnection()) {
            return ConnectionUse.unknown;
        }
        return phases.connectStart() != null ? ConnectionUse.new$ : ConnectionUse.reused;
    }
}
