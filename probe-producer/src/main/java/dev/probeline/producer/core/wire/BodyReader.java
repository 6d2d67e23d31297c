package dev.probeline.producer.core.wire;

import dev.probeline.producer.core.Failure;
import dev.probeline.producer.core.Reading;

/** Reads the body of a good answer as its bytes come in, and says in the end what it was. One per attempt. */
public interface BodyReader {

    /** @param nanos monotonic time at which these bytes were had */
    void read(byte[] bytes, int offset, int count, long nanos);

    /** Nothing that could still come would change the result. */
    boolean complete();

    /** Whether the first progress is a token, for which there is a patience of its own. */
    boolean awaitsToken();

    /** Monotonic time of the last thing a user would call progress; null before the first. */
    Long lastProgress();

    /** The result, after {@link #complete} or the end of the body. */
    Reading end(long nanos);

    /** What was learnt before the body was cut off by the given failure. */
    Reading cutOff(Failure failure, long nanos);
}
