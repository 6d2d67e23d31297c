package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final HandOver<Integer> queue = new HandOver<>(3);

    @Test
    void keepsTheOrder() throws InterruptedException {
        queue.put(1);
        queue.put(2);
        assertThat(queue.take(Duration.ZERO)).isEqualTo(1);
        assertThat(queue.take(Duration.ZERO)).isEqualTo(2);
        assertThat(queue.take(Duration.ofMillis(1))).isNull();
    }

    @Test
    void whenItIsFullTheOldestGoes() throws InterruptedException {
        assertThat(queue.put(1)).isNull();
        queue.put(2);
        queue.put(3);
        assertThat(queue.put(4)).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.take(Duration.ZERO)).isEqualTo(2);
    }
}
