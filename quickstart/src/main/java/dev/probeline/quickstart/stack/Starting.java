package dev.probeline.quickstart.stack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part that is being started on a thread of its own, and can be closed before that has ended, or failed. */
final class Starting<T extends AutoCloseable> {
    private final CompletableFuture<T> part;

    private Starting(CompletableFuture<T> part) {
        this.part = part;
    }

    static <T extends AutoCloseable> Starting<T> of(Supplier<T> start) {
        return new Starting<>(CompletableFuture.supplyAsync(start, Background::run));
    }

    /** Waits for it; throws what its start threw. */
    T get() {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits for the start, as nothing can be closed in the middle of it. */
    void close() throws Exception {
        T started = part.exceptionally(failure -> null).join();
        if (started != null) {
            started.close();
        }
    }
}
