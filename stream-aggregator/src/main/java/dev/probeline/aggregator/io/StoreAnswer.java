package dev.probeline.aggregator.io;

import java.time.Duration;
import java.util.Map;

/** What the store said to a write, and with it what is to be done with the points. */
sealed interface StoreAnswer {
    /** For a person. */
    String reason();

    /** What the store asked to wait; zero where it asked nothing. */
    default Duration after() {
        return Duration.ZERO;
    }

    /** They are stored. */
    record Taken() implements StoreAnswer {
        @Override
        public String reason() {
            return "";
        }
    }

    /** The store has read them and never takes one of them; the others it may have stored or not. */
    record Refused(String reason) implements StoreAnswer {}

    /** The way or the store is at fault, and the same points may be taken later. */
    record Later(String reason, Duration after) implements StoreAnswer {}

    /** A point may be at fault or the store: whether it takes others tells. */
    record Doubtful(String reason) implements StoreAnswer {}

    /**
     * Decides about an answer that is no success.
     *
     * <p>A refusal is believed at once only in the store's own words, a JSON object with a message: a proxy's page with
     * the same status would cost every point. An error of the server itself is no proof of the contrary: QuestDB answers
     * 500 to a time it cannot hold, InfluxDB 2.0 to a field of the wrong type. A wrong token, organisation or bucket is
     * for a person to mend; until then the points wait.
     *
     * @param status HTTP status, 0 where no answer came
     * @param body the answer's JSON object, empty where it was none
     */
    static StoreAnswer failure(int status, Map<String, ?> body, String reason, Duration retryAfter) {
        return switch (status) {
            case 413 -> new Refused(reason);
            case 400, 422 ->
                body.containsKey("message") || body.containsKey("error") ? new Refused(reason) : new Doubtful(reason);
            case 401, 404, 408, 429, 502, 503, 504 -> new Later(reason, retryAfter);
            default -> status < 400 ? new Later(reason, retryAfter) : new Doubtful(reason);
        };
    }
}
