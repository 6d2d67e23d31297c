package dev.probeline.schemas.serde;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Judges an id the registry does not know. A registry's follower may be behind its leader, and a schema registered a
 * moment ago be unknown there: so it counts as away for a while, and only then is the record given up. Rubbish made of
 * many ids does not stop the stream over and over: after one id that stayed unknown, others are given up at once.
 */
final class UnknownIds {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration NONE_AFTER_ONE_IN_VAIN = Duration.ofMinutes(10);

    private record Waited(int id, long sinceNanos, boolean inVain) {}

    private final LongSupplier nanoTime;
    private Waited last;

    UnknownIds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized SerializationException judge(String topic, int id, UnknownIdException answer) {
        long now = nanoTime.getAsLong();
        if (last == null || (!last.inVain() && last.id() != id) || age(now) >= NONE_AFTER_ONE_IN_VAIN.toNanos()) {
            last = new Waited(id, now, false);
        }
        if (!last.inVain() && age(now) < PATIENCE.toNanos()) {
            return new RegistryUnavailableException(answer.getMessage() + "; it may be behind another", answer);
        }
        if (!last.inVain()) {
            last = new Waited(id, now, true);
        }
        return new UndecodableException(topic, answer.getMessage());
    }

    private long age(long now) {
        return now - last.sinceNanos();
    }
}
