package dev.probeline.alerts.io;

import dev.probeline.alerts.channel.HttpClients;
import dev.probeline.alerts.config.StatusPage;
import dev.probeline.alerts.core.page.PageStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the providers' status pages now and then. Nobody waits for them: what is not known, or was said more than five
 * intervals ago, is not told.
 */
public final class StatusPages implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusPages.class);
    private static final long LARGEST = 1 << 20;

    private record Said(PageStatus status, Instant at) {}

    private final Map<String, StatusPage> pages;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final Set<String> failing = new HashSet<>();
    private final List<Future<?>> asking = new ArrayList<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "status-pages");
        thread.setDaemon(true);
        return thread;
    });

    /** @param pages by provider, as series name it */
    public StatusPages(Map<String, StatusPage> pages, MeterRegistry registry, Clock clock) {
        this.pages = Map.copyOf(pages);
        this.registry = registry;
        this.clock = clock;
    }

    public void start() {
        pages.forEach((provider, page) -> {
            OkHttpClient client = HttpClients.within(page.timeout());
            long interval = page.interval().toMillis();
            asking.add(executor.scheduleWithFixedDelay(
                    () -> ask(provider, page, client), 0, interval, TimeUnit.MILLISECONDS));
        });
    }

    /** Empty where the provider has no page, or it has not been heard of for a while. */
    public Optional<PageStatus> of(String provider) {
        Said newest = said.get(provider);
        if (newest == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(newest.at(), clock.instant());
        boolean fresh = age.compareTo(pages.get(provider).interval().multipliedBy(5)) <= 0;
        return fresh ? Optional.of(newest.status()) : Optional.empty();
    }

    private void ask(String provider, StatusPage page, OkHttpClient client) {
        try {
            said.put(provider, new Said(PageStatus.parse(fetch(page, client)), clock.instant()));
            count(provider, "ok");
            failing.remove(provider);
        } catch (IOException | RuntimeException e) {
            count(provider, "failed");
            log.atLevel(failing.add(provider) ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                    .addKeyValue("provider", provider)
                    .addKeyValue("url", page.url())
                    .addKeyValue("error", e.toString())
                    .log("Status page not readable; alerts go without it");
        }
    }

    private static String fetch(StatusPage page, OkHttpClient client) throws IOException {
        Request request = new Request.Builder().url(page.url().toString()).build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("HTTP status " + response.code());
            }
            return response.peekBody(LARGEST).string();
        }
    }

    private void count(String provider, String result) {
        Counter.builder("status.page.requests")
                .description("Looks at providers' status pages")
                .tag("provider", provider)
                .tag("result", result)
                .register(registry)
                .increment();
    }

    @Override
    public void close() {
        asking.forEach(each -> each.cancel(true));
        executor.shutdownNow();
    }
}
