package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.producer.core.Schedule;
import dev.probeline.producer.io.Metronome;
import dev.probeline.producer.io.Ownership;
import dev.probeline.producer.io.ProbeMeters;
import dev.probeline.producer.io.ProbePool;
import dev.probeline.producer.io.Roster;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class MetronomeTest {
    private static final String NOBODY = "http://127.0.0.1:1/v1";
    private static final String OFTEN = "model: m, interval: 100ms, retries: []";

    private final List<ProbeResult> results = new CopyOnWriteArrayList<>();

    @Test
    void aTargetWhoseShareCannotBeToldDoesNotStopTheOthers() throws InterruptedException {
        Ownership halfBroken = target -> {
            if (target.equals("a")) {
                throw new ArithmeticException("/ by zero");
            }
            return true;
        };
        try (Probing probing = new Probing(new OkHttpClient())) {
            Map<String, TargetProbe> probes =
                    Map.of("a", probing.probe(NOBODY, OFTEN), "b", probing.probe(NOBODY, OFTEN));
            Metronome metronome = metronome(probes, halfBroken);
            metronome.start();
            await().until(() -> results.size() >= 3);
            assertThat(metronome.check().ok()).isTrue();
            metronome.stopStarting();
            metronome.drain(Duration.ofSeconds(1));
        }
    }

    @Test
    void targetsAreExchangedWhileOthersRunOn() throws InterruptedException {
        try (Probing probing = new Probing(new OkHttpClient())) {
            TargetProbe stays = probing.probe(NOBODY, "name: stays, " + OFTEN);
            TargetProbe goes = probing.probe(NOBODY, "name: goes, " + OFTEN);
            TargetProbe comes = probing.probe(NOBODY, "name: comes, " + OFTEN);
            Metronome metronome = metronome(Map.of("stays", stays, "goes", goes), Ownership.ALL);
            metronome.start();
            await().until(() -> seen().containsAll(Set.of("stays", "goes")));
            metronome.replace(roster(Map.of("stays", stays, "comes", comes)));
            await().until(() -> seen().contains("comes"));
            results.clear();
            await().until(() -> results.size() >= 6);
            assertThat(seen()).containsExactlyInAnyOrder("stays", "comes");
            metronome.stopStarting();
            metronome.drain(Duration.ofSeconds(1));
        }
    }

    @Test
    void whatRunsThoughItsTargetIsGoneIsToldAtTheEndOfTheDrain() throws InterruptedException {
        Hanging resolver = new Hanging();
        try (Probing probing =
                new Probing(new OkHttpClient.Builder().dns(resolver).build())) {
            TargetProbe probe = probing.probe("http://api.example.com/v1", OFTEN + ", timeouts: {connect: 20s}");
            Metronome metronome = metronome(Map.of("a", probe), Ownership.ALL);
            metronome.start();
            resolver.asked.await();
            metronome.replace(new Roster(Map.of()));
            metronome.stopStarting();
            metronome.drain(Duration.ofMillis(50));
            assertThat(results).extracting(ProbeResult::getErrorType).containsExactly("prober_error");
        } finally {
            resolver.answer.countDown();
        }
    }

    @Test
    void aProbeWhoseResolverHangsIsToldAtTheEndOfTheDrain() throws InterruptedException {
        Hanging resolver = new Hanging();
        try (Probing probing =
                new Probing(new OkHttpClient.Builder().dns(resolver).build())) {
            TargetProbe probe = probing.probe("http://api.example.com/v1", OFTEN + ", timeouts: {connect: 20s}");
            Metronome metronome = metronome(Map.of("a", probe), Ownership.ALL);
            metronome.start();
            resolver.asked.await();
            metronome.stopStarting();
            metronome.drain(Duration.ofMillis(50));
            assertThat(results).extracting(ProbeResult::getErrorType).containsExactly("prober_error");
        } finally {
            resolver.answer.countDown();
        }
    }

    @Test
    void aCallThatABugOfOursEndsIsToldOnce() {
        Dns broken = host -> {
            throw new IllegalStateException("no resolver for " + Probing.KEY);
        };
        OkHttpClient client = new OkHttpClient.Builder().dns(broken).build();
        try (Probing probing = new Probing(client)) {
            List<ProbeResult> attempts = Probing.run(probing.probe("http://api.example.com/v1", OFTEN));
            assertThat(attempts).hasSize(1);
            assertThat(attempts.get(0).toString()).doesNotContain(Probing.KEY);
        }
    }

    private Set<String> seen() {
        return results.stream().map(ProbeResult::getTarget).collect(Collectors.toSet());
    }

    private Metronome metronome(Map<String, TargetProbe> probes, Ownership ownership) {
        ProbeMeters meters = new ProbeMeters(new SimpleMeterRegistry());
        ProbePool pool = new ProbePool(8, Probing.governor(), results::add, meters, Clock.systemUTC());
        return new Metronome(roster(probes), ownership, pool, Clock.systemUTC());
    }

    private static Roster roster(Map<String, TargetProbe> probes) {
        Schedule often = new Schedule(100, 0);
        Map<String, Roster.Entry> entries = new HashMap<>();
        probes.forEach((target, probe) -> entries.put(target, new Roster.Entry(often, probe)));
        return new Roster(entries);
    }

    /** Like the system's: an interrupt does not end it. */
    private static final class Hanging implements Dns {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public List<InetAddress> lookup(String host) {
            asked.countDown();
            while (answer.getCount() > 0) {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    asked.countDown(); // and waits on
                }
            }
            return List.of(InetAddress.getLoopbackAddress());
        }
    }
}
