package dev.probeline.aggregator.core;

import dev.probeline.schemas.events.FailureExample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a set of attempts has that merges but cannot be subtracted: least and greatest values, newest failures. */
final class Extremes {
    static final int EXAMPLES = 3;
    /** Characters of a text that are kept; a record of three must stay far below what a broker takes. */
    private static final int LONGEST_MESSAGE = 500;

    private static final int LONGEST_ID = 200;
    /** A day, milliseconds. */
    private static final double LONGEST_MS = 86_400_000;

    /** What of an example is there, bits; to version 3 only the first was known. */
    private static final int HAS_CLIENT_ID = 1;

    private static final int HAS_LATENCY = 2;
    private static final int HAS_PROCESSING = 4;

    /** Where nothing was told. */
    static final double NO_HEADROOM = Double.POSITIVE_INFINITY;

    /** By quantity. */
    final Range[] ranges;
    /** Least, by limit. */
    final double[] headroom = new double[Limit.ALL.length];
    /** Shortest interval seen, milliseconds; 0 where none is known. */
    long intervalMs;

    /** Newest first. */
    private final List<FailureExample> examples = new ArrayList<>(0);

    Extremes() {
        this(new Range(), new Range(), new Range());
    }

    /** @param ranges of the quantities, kept up to date by who gives them */
    Extremes(Range... ranges) {
        this.ranges = ranges;
        Arrays.fill(headroom, NO_HEADROOM);
    }

    /**
     * All but the ranges.
     *
     * @param errorType under which name a failure was counted
     */
    void add(Observation o, String errorType) {
        if (!o.succeeded()) {
            note(new FailureExample(
                    errorType,
                    o.has(Slot.STATUS_CODE) ? Integer.valueOf((int) o.whole(Slot.STATUS_CODE)) : null,
                    cut(o.text(Slot.ERROR_MESSAGE), LONGEST_MESSAGE),
                    cut(o.text(Slot.REQUEST_ID), LONGEST_ID),
                    cut(o.text(Slot.CLIENT_REQUEST_ID), LONGEST_ID),
                    Instant.ofEpochMilli(o.completedAtMs()),
                    millis(o, Slot.LATENCY_MS),
                    millis(o, Slot.SERVER_PROCESSING_MS)));
        }
        for (Limit limit : Limit.ALL) {
            int i = limit.place;
            headroom[i] = Math.min(headroom[i], limit.headroom(o));
        }
        interval(o.whole(Slot.INTERVAL_MS));
    }

    /** Whole ones; null where there are none that make sense. */
    private static Double millis(Observation o, Slot slot) {
        double value = o.has(slot) ? o.real(slot) : Double.NaN;
        return value >= 0 && value < LONGEST_MS ? Double.valueOf(Math.rint(value)) : null;
    }

    private static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        // Half a character would come out as another one.
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    /** All but the ranges. */
    void addRest(Extremes other) {
        for (int i = 0; i < headroom.length; i++) {
            headroom[i] = Math.min(headroom[i], other.headroom[i]);
        }
        interval(other.intervalMs);
        other.examples.forEach(this::note);
    }

    void add(Extremes other) {
        for (int i = 0; i < ranges.length; i++) {
            ranges[i].add(other.ranges[i]);
        }
        addRest(other);
    }

    /** Newest first; not to be changed. */
    List<FailureExample> examples() {
        return examples;
    }

    /** Least remaining share, null where nothing was told. */
    Double headroom(Limit limit) {
        double least = headroom[limit.place];
        return least == NO_HEADROOM ? null : Double.valueOf(least);
    }

    void note(FailureExample example) {
        int place = examples.size();
        while (place > 0 && examples.get(place - 1).getCompletedAt().isBefore(example.getCompletedAt())) {
            place--;
        }
        if (place < EXAMPLES) {
            examples.add(place, example);
            if (examples.size() > EXAMPLES) {
                examples.remove(EXAMPLES);
            }
        }
    }

    void interval(long ms) {
        if (ms > 0) {
            intervalMs = intervalMs == 0 ? ms : Math.min(intervalMs, ms);
        }
    }

    /** What is the same in most slices of a series; {@link #writeHeadroom} is to follow at some place, the ranges elsewhere. */
    void writeHead(ByteWriter out) {
        int told = 0;
        for (int i = 0; i < headroom.length; i++) {
            told |= headroom[i] == NO_HEADROOM ? 0 : 1 << i;
        }
        out.writeByte(told);
        out.writeUnsigned(intervalMs);
        out.writeUnsigned(examples.size());
        for (FailureExample example : examples) {
            out.writeText(example.getErrorType());
            out.writeLong(example.getStatusCode() == null ? -1 : example.getStatusCode());
            writeOptional(out, example.getMessage());
            writeOptional(out, example.getRequestId());
            writeRest(out, example);
        }
    }

    /** @return what {@link #readHeadroom} needs */
    int readHead(ByteReader in) {
        int told = in.readByte();
        interval(in.readUnsigned());
        readExamples(in, in.readUnsigned());
        return told;
    }

    /**
     * Passes over what {@link #writeHead} wrote.
     *
     * @return what {@link #skipHeadroom} needs
     */
    static int skipHead(ByteReader in) {
        int told = in.readByte();
        in.readUnsigned();
        for (long left = in.readUnsigned(); left > 0; left--) {
            in.passText();
            in.readInt();
            for (int optional = 2; optional > 0; optional--) {
                if (in.readByte() != 0) {
                    in.passText();
                }
            }
            int there = in.readByte();
            if ((there & HAS_CLIENT_ID) != 0) {
                in.passText();
            }
            in.skipNumbers(Integer.bitCount(there & ~HAS_CLIENT_ID));
            in.readLong();
        }
        return told;
    }

    void writeHeadroom(ByteWriter out) {
        for (double least : headroom) {
            if (least != NO_HEADROOM) {
                out.writeUnsigned(Math.round(least * Limit.MILLION));
            }
        }
    }

    void readHeadroom(ByteReader in, int told) {
        for (int i = 0; i < headroom.length; i++) {
            if ((told >> i & 1) != 0) {
                headroom[i] = Math.min(headroom[i], in.readUnsigned() / Limit.MILLION);
            }
        }
    }

    static void skipHeadroom(ByteReader in, int told) {
        in.skipNumbers(Integer.bitCount(told));
    }

    private void readExamples(ByteReader in, long count) {
        for (long left = count; left > 0; left--) {
            String type = in.readText();
            int status = in.readInt();
            String message = readOptional(in);
            String requestId = readOptional(in);
            int there = in.readByte();
            String clientRequestId = (there & HAS_CLIENT_ID) == 0 ? null : in.readText();
            Double latency = (there & HAS_LATENCY) == 0 ? null : Double.valueOf((double) in.readUnsigned());
            Double processing = (there & HAS_PROCESSING) == 0 ? null : Double.valueOf((double) in.readUnsigned());
            note(new FailureExample(
                    type,
                    status < 0 ? null : Integer.valueOf(status),
                    message,
                    requestId,
                    clientRequestId,
                    Instant.ofEpochMilli(in.readLong()),
                    latency,
                    processing));
        }
    }

    private static void writeRest(ByteWriter out, FailureExample example) {
        out.writeByte((example.getClientRequestId() == null ? 0 : HAS_CLIENT_ID)
                | (example.getLatencyMs() == null ? 0 : HAS_LATENCY)
                | (example.getServerProcessingMs() == null ? 0 : HAS_PROCESSING));
        if (example.getClientRequestId() != null) {
            out.writeText(example.getClientRequestId());
        }
        if (example.getLatencyMs() != null) {
            out.writeUnsigned(example.getLatencyMs().longValue());
        }
        if (example.getServerProcessingMs() != null) {
            out.writeUnsigned(example.getServerProcessingMs().longValue());
        }
        out.writeLong(example.getCompletedAt().toEpochMilli());
    }

    /** As version 2 of a slice wrote it, all but the ranges. */
    void readVersion2(ByteReader in) {
        int told = in.readByte();
        for (int i = 0; i < headroom.length; i++) {
            if ((told >> i & 1) != 0) {
                headroom[i] = Limit.inMillionths(in.readDouble());
            }
        }
        interval(in.readUnsigned());
        readExamples(in, in.readUnsigned());
    }

    /** As version 1 of a slice wrote it. */
    void readVersion1(ByteReader in) {
        for (Range range : ranges) {
            if (in.readByte() != 0) {
                range.add(in.readDouble());
                range.add(in.readDouble());
            }
        }
        for (int i = 0; i < headroom.length; i++) {
            if (in.readByte() != 0) {
                headroom[i] = Limit.inMillionths(in.readDouble());
                in.skip(Double.BYTES);
            }
        }
        intervalMs = in.readLong();
        readExamples(in, in.readInt());
    }

    private static void writeOptional(ByteWriter out, String text) {
        out.writeByte(text == null ? 0 : 1);
        if (text != null) {
            out.writeText(text);
        }
    }

    private static String readOptional(ByteReader in) {
        return in.readByte() == 0 ? null : in.readText();
    }
}
