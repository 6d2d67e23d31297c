package dev.probeline.runtime.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** All checks of a service, run side by side, each bounded in time and remembered for a second. */
public final class Readiness implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration KEEP = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final Map<String, BoundedCheck> checks = new TreeMap<>();

    public Readiness(Map<String, Check> checks) {
        this(checks, BOUND, KEEP, System::nanoTime);
    }

    Readiness(Map<String, Check> checks, Duration bound, Duration keep, LongSupplier nanoTime) {
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "readiness");
            thread.setDaemon(true);
            return thread;
        });
        checks.forEach((name, check) -> this.checks.put(name, new BoundedCheck(check, bound, keep, nanoTime, threads)));
    }

    /** By name; takes no longer than the bound however many checks hang. */
    public Map<String, CheckResult> results() {
        checks.values().forEach(BoundedCheck::refresh);
        Map<String, CheckResult> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, check.result()));
        return results;
    }

    /** Whether the check of that name passes; as quick as {@link #results}. */
    public boolean isOk(String name) {
        return results().get(name).ok();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
