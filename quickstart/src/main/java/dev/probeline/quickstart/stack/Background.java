package dev.probeline.quickstart.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts and stops independent parts side by side, each on a thread of its own that ends with it. */
final class Background {
    private Background() {}

    /** An executor. */
    static void run(Runnable task) {
        Thread thread = new Thread(task, "quickstart-background");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when all have ended; throws what the first of them threw. */
    static void all(List<? extends Task> tasks) throws Exception {
        List<CompletableFuture<Void>> running = tasks.stream()
                .map(task -> CompletableFuture.runAsync(() -> uncheck(task), Background::run))
                .toList();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    private static void uncheck(Task task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
