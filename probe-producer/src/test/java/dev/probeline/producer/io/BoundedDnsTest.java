package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class BoundedDnsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private long handedOver;

    @Test
    void theHandOverToTheResolversThreadIsNotCounted() throws Exception {
        BoundedDns dns = dns(task -> {
            task.run(); // as late as a busy machine likes
            handedOver = System.nanoTime();
        });
        long before = System.nanoTime();
        assertThat(dns.lookup("h")).hasSize(1);
        BoundedDns.Answer answer = dns.last();
        assertThat(answer.startNanos()).isBetween(before, answer.endNanos());
        assertThat(answer.endNanos()).isLessThanOrEqualTo(handedOver);
    }

    @Test
    void nobodyWaitsAfterTheStop() {
        BoundedDns dns = dns(task -> {});
        dns.stop();
        assertThatThrownBy(() -> dns.lookup("h"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("abandoned");
        assertThat(dns.last()).isNull();
    }

    private static BoundedDns dns(Executor threads) {
        return new BoundedDns(threads, BOUND, host -> List.of(InetAddress.getLoopbackAddress()));
    }
}
