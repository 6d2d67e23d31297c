package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FailureExample;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** What a set of attempts has that merges but cannot be subtracted: least and greatest values, newest failures. */
final class Extremes {
    static final int EXAMPLES = 3;
    private static final Comparator<FailureExample> NEWEST_FIRST =
            Comparator.comparing(FailureExample::getCompletedAt).reversed();

    final Range latency = new Range();
    final Range ttft = new Range();
    final Range speed = new Range();
    final Range requestsHeadroom = new Range();
    final Range tokensHeadroom = new Range();
    final Range projectTokensHeadroom = new Range();
    /** Shortest interval seen, milliseconds; 0 where none is known. */
    long intervalMs;

    private final List<FailureExample> examples = new ArrayList<>(0);

    void add(ProbeResult r, String errorType) {
        if (r.getOutcome() == Outcome.success) {
            latency.add(r.getLatencyMs());
            ttft.add(r.getTtftMs());
            speed.add(r.getOutputTokensPerSecond());
        } else {
            note(new FailureExample(
                    errorType,
                    r.getStatusCode(),
                    r.getErrorMessage(),
                    r.getRequestId(),
                    r.getClientRequestId(),
                    r.getCompletedAt()));
        }
        requestsHeadroom.add(share(r.getRatelimitRemainingRequests(), r.getRatelimitLimitRequests()));
        tokensHeadroom.add(share(r.getRatelimitRemainingTokens(), r.getRatelimitLimitTokens()));
        projectTokensHeadroom.add(share(r.getRatelimitRemainingProjectTokens(), r.getRatelimitLimitProjectTokens()));
        if (r.getIntervalMs() != null) {
            interval(r.getIntervalMs());
        }
    }

    void add(Extremes other) {
        latency.add(other.latency);
        ttft.add(other.ttft);
        speed.add(other.speed);
        requestsHeadroom.add(other.requestsHeadroom);
        tokensHeadroom.add(other.tokensHeadroom);
        projectTokensHeadroom.add(other.projectTokensHeadroom);
        interval(other.intervalMs);
        other.examples.forEach(this::note);
    }

    List<FailureExample> examples() {
        return List.copyOf(examples);
    }

    private void note(FailureExample example) {
        examples.add(example);
        examples.sort(NEWEST_FIRST);
        if (examples.size() > EXAMPLES) {
            examples.remove(EXAMPLES);
        }
    }

    private void interval(long ms) {
        if (ms > 0) {
            intervalMs = intervalMs == 0 ? ms : Math.min(intervalMs, ms);
        }
    }

    private static Double share(Long remaining, Long limit) {
        return remaining == null || limit == null || limit <= 0 ? null : (double) remaining / limit;
    }

    void encode(Encoder out) throws IOException {
        for (Range range : ranges()) {
            range.encode(out);
        }
        out.writeLong(intervalMs);
        out.writeInt(examples.size());
        for (FailureExample example : examples) {
            out.writeString(example.getErrorType());
            out.writeInt(example.getStatusCode() == null ? -1 : example.getStatusCode());
            writeOptional(out, example.getMessage());
            writeOptional(out, example.getRequestId());
            writeOptional(out, example.getClientRequestId());
            out.writeLong(example.getCompletedAt().toEpochMilli());
        }
    }

    static Extremes decode(Decoder in) throws IOException {
        Extremes extremes = new Extremes();
        for (Range range : extremes.ranges()) {
            range.decode(in);
        }
        extremes.intervalMs = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            String type = in.readString();
            int status = in.readInt();
            extremes.examples.add(new FailureExample(
                    type,
                    status < 0 ? null : Integer.valueOf(status),
                    readOptional(in),
                    readOptional(in),
                    readOptional(in),
                    Instant.ofEpochMilli(in.readLong())));
        }
        return extremes;
    }

    private Range[] ranges() {
        return new Range[] {latency, ttft, speed, requestsHeadroom, tokensHeadroom, projectTokensHeadroom};
    }

    private static void writeOptional(Encoder out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeString(text);
        }
    }

    private static String readOptional(Decoder in) throws IOException {
        return in.readBoolean() ? in.readString() : null;
    }
}
