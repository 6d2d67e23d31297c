package dev.probeline.runtime.reload;

import dev.probeline.runtime.config.InvalidConfigException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has configuration files read again when what they hold has changed. A change is taken whole or refused whole, and
 * then what ran before goes on. Contents are compared every second: that sees what editors and Kubernetes do on
 * every file system, which notifications do not; and a content must be the same twice, so that half a file is not read.
 *
 * <p>Make it before the files are read for the first time: then no change is missed.
 */
public final class ConfigWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Reads the files and puts them to work, or changes nothing at all. */
    @FunctionalInterface
    public interface Reload {
        void reload() throws InvalidConfigException;
    }

    private final List<Path> files;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Fingerprint known;
    private Fingerprint seen;

    public ConfigWatch(List<Path> files) {
        this.files = List.copyOf(files);
        this.known = Fingerprint.of(files);
    }

    /** @param registry gets Prometheus' own two gauges: whether the last reload was taken, and when one last was */
    public void start(Reload reload, MeterRegistry registry) {
        ReloadMeters meters = new ReloadMeters(registry, Clock.systemUTC());
        Thread thread = new Thread(() -> work(reload, meters), "config-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Nothing is read again; a reload under way ends. */
    @Override
    public void close() {
        closing.countDown();
    }

    private void work(Reload reload, ReloadMeters meters) {
        try {
            while (!closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                look(reload, meters);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look(Reload reload, ReloadMeters meters) {
        Fingerprint now = Fingerprint.of(files);
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(known)) {
            known = now; // whatever comes of it: one content is tried, and told of, once
            take(reload, meters);
        }
    }

    private void take(Reload reload, ReloadMeters meters) {
        try {
            reload.reload();
            meters.taken();
            log.atInfo().addKeyValue("files", files).log("The changed configuration is at work");
        } catch (InvalidConfigException e) {
            meters.refused();
            log.atError()
                    .addKeyValue("files", files)
                    .log("The changed configuration is refused and the one before goes on:\n{}", e.getMessage());
        } catch (RuntimeException e) {
            meters.refused();
            log.atError().addKeyValue("files", files).setCause(e).log("The changed configuration cannot be taken");
        }
    }
}
