package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Target;
import dev.probeline.producer.config.Targets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
    private static final int PROBES = 100;

    @Test
    void asManyNamesResolveAtOneTimeAsProbesRun() throws Exception {
        CountDownLatch all = new CountDownLatch(PROBES);
        Dns slow = host -> {
            all.countDown();
            return List.of(answer(all));
        };
        Target target = Targets.target("timeouts: {connect: 20s}");
        ExecutorService threads = Executors.newFixedThreadPool(PROBES);
        try (HttpClients clients =
                new HttpClients(PROBES, new OkHttpClient.Builder().dns(slow).build())) {
            List<Future<List<InetAddress>>> lookups = new ArrayList<>();
            for (int i = 0; i < PROBES; i++) {
                lookups.add(threads.submit(() -> clients.dns(target).lookup("h")));
            }
            for (Future<List<InetAddress>> lookup : lookups) {
                assertThat(lookup.get()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static InetAddress answer(CountDownLatch all) throws UnknownHostException {
        try {
            if (!all.await(15, TimeUnit.SECONDS)) {
                throw new UnknownHostException("not all at one time");
            }
            return InetAddress.getLoopbackAddress();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }
}
