package dev.probeline.schemas.serde;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What a registry has answered, bounded, least recently used first to go. A question under way is not asked twice; a no
 * is kept for a short while, so that a stream of unreadable records is not a stream of requests.
 */
final class Answers<K, V> {
    static final Duration REFUSAL_KEPT = Duration.ofSeconds(10);

    private final Bounded<K, V> known;
    private final Bounded<K, Refusal> refused;
    private final Map<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();
    private final Duration longestWait;
    private final LongSupplier nanoTime;

    /** @param longestWait for an answer that another thread has asked for */
    Answers(int size, Duration longestWait, LongSupplier nanoTime) {
        this.known = new Bounded<>(size);
        this.refused = new Bounded<>(size);
        this.longestWait = longestWait;
        this.nanoTime = nanoTime;
    }

    V get(K question, Supplier<V> asking) {
        V answer = remembered(question);
        if (answer != null) {
            return answer;
        }
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> theirs = underWay.putIfAbsent(question, mine);
        return theirs == null ? ask(question, asking, mine) : await(theirs);
    }

    private V ask(K question, Supplier<V> asking, CompletableFuture<V> mine) {
        try {
            V answer = remembered(question);
            if (answer == null) {
                answer = asking.get();
                known.put(question, answer);
            }
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            if (e instanceof SerializationException no && !(no instanceof RegistryUnavailableException)) {
                refused.put(question, new Refusal(no, nanoTime.getAsLong() + REFUSAL_KEPT.toNanos()));
            }
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(question, mine);
        }
    }

    private V remembered(K question) {
        V answer = known.get(question);
        Refusal refusal = answer == null ? refused.get(question) : null;
        if (refusal != null && nanoTime.getAsLong() - refusal.untilNanos < 0) {
            throw refusal.no;
        }
        return answer;
    }

    private V await(CompletableFuture<V> theirs) {
        try {
            return theirs.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RegistryUnavailableException(
                    "schema registry: another thread has asked and has no answer after " + longestWait.toMillis()
                            + " ms",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the schema registry", e);
        }
    }

    private record Refusal(SerializationException no, long untilNanos) {}
}
