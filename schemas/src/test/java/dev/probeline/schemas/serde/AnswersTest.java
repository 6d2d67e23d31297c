package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AnswersTest {
    private final Answers<String, Integer> answers = new Answers<>(10, Duration.ofMillis(50), () -> 0);

    @Test
    void waitsForAnotherThreadsAnswerOnlySoLong() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Integer> late = new CompletableFuture<>();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> answers.get("id", () -> {
            asked.countDown();
            return late.join();
        }));
        asked.await();
        assertThatThrownBy(() -> answers.get("id", () -> 2))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("another thread has asked");
        late.complete(1);
        assertThat(first.join()).isEqualTo(1);
        assertThat(answers.get("id", () -> 2)).isEqualTo(1);
    }
}
