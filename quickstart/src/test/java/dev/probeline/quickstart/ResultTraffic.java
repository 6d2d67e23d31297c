package dev.probeline.quickstart;

import dev.probeline.runtime.kafka.KafkaSettings;
import dev.probeline.schemas.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Results that go on flowing at a rate of their own, whatever befalls those who read them; one in fifty comes late. */
final class ResultTraffic implements AutoCloseable {
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-south-1");
    private static final int MODELS = 8;
    private static final int LATE_BY_MS = 15_000;
    private static final int BURSTS_PER_SECOND = 100;

    private final Random random = new Random(7);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ResultSender sender;
    private final Future<?> flow;

    private ResultTraffic(KafkaSettings settings, int perSecond, int atLeast) {
        sender = new ResultSender(settings);
        flow = thread.submit(() -> flow(perSecond / BURSTS_PER_SECOND, atLeast));
    }

    /** @param atLeast how many are sent even where it is stopped before */
    static ResultTraffic start(KafkaSettings settings, int perSecond, int atLeast) {
        return new ResultTraffic(settings, perSecond, atLeast);
    }

    /** Returns what was sent, all of it acknowledged. */
    SentResults stop() throws Exception {
        stop.countDown();
        flow.get(10, TimeUnit.MINUTES);
        return sender.acknowledged();
    }

    private void flow(int burst, int atLeast) {
        long next = System.nanoTime();
        for (int sent = 0; (stop.getCount() > 0 || sent < atLeast) && !Thread.interrupted(); sent += burst) {
            for (int i = 0; i < burst; i++) {
                send();
            }
            next += TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void send() {
        SeriesKey series = new SeriesKey(
                "openai",
                "gpt-" + random.nextInt(MODELS),
                "chat/completions",
                REGIONS.get(random.nextInt(REGIONS.size())),
                "t",
                "k");
        int late = random.nextInt(50) == 0 ? random.nextInt(LATE_BY_MS) : 0;
        Instant now = Instant.now();
        Instant at = now.minusMillis(late);
        sender.send(series, at, at, now, Math.exp(random.nextGaussian()) * 300);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        sender.close();
    }
}
