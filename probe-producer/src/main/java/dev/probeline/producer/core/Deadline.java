package dev.probeline.producer.core;

import dev.probeline.producer.config.Timeouts;
import java.time.Duration;

/**
 * The one moment at which a call's patience ends, and what its failure is then called.
 *
 * @param nanos monotonic time
 */
public record Deadline(long nanos, ErrorType onExpiry) {

    /** The deadlines of one call as it goes on: each is that of its stage, but never beyond the total. */
    public record Plan(Timeouts timeouts, long begin) {

        /** Name resolution has its own bound; until the connect starts only the total counts. */
        public Deadline total() {
            return new Deadline(begin + timeouts.total().toNanos(), ErrorType.TIMEOUT);
        }

        public Deadline connecting(long since) {
            return sooner(since, timeouts.connect(), ErrorType.CONNECT_TIMEOUT);
        }

        public Deadline waitingForHead(long requestStart) {
            return sooner(requestStart, timeouts.firstByte(), ErrorType.FIRST_BYTE_TIMEOUT);
        }

        public Deadline waitingForToken(long requestStart) {
            return sooner(requestStart, timeouts.firstToken(), ErrorType.FIRST_TOKEN_TIMEOUT);
        }

        /** For an answer that comes as a whole, whose head may be there long before: the stall begins once it is late. */
        public Deadline waitingForAnswer(long requestStart, long head) {
            Duration wait = Duration.ofNanos(head - requestStart).plus(timeouts.stall());
            Duration longer = wait.compareTo(timeouts.firstToken()) > 0 ? wait : timeouts.firstToken();
            return sooner(requestStart, longer, ErrorType.STALLED);
        }

        public Deadline goingOn(long lastProgress) {
            return sooner(lastProgress, timeouts.stall(), ErrorType.STALLED);
        }

        private Deadline sooner(long since, Duration patience, ErrorType onExpiry) {
            Deadline stage = new Deadline(since + patience.toNanos(), onExpiry);
            Deadline total = total();
            return stage.nanos() - total.nanos() <= 0 ? stage : total;
        }
    }

    public Failure failure(long begin) {
        Duration waited = Duration.ofNanos(nanos - begin);
        return Failure.of(onExpiry, onExpiry.wireName() + " after " + waited.toMillis() + " ms");
    }
}
