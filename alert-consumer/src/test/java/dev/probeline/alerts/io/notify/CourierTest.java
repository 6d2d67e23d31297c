package dev.probeline.alerts.io.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CourierTest {
    private record Fake(Supplier<Answer> answer) implements Channel {
        @Override
        public String integration() {
            return "fake";
        }

        @Override
        public Answer send(Notification notification) {
            return answer.get();
        }
    }

    @Test
    void aChannelThatMissesAClassAnswersLikeOneThatHasAFault() {
        assertThat(taken(() -> {
                    throw new IllegalStateException("s3cret");
                }))
                .isEqualTo(new Answer.Refused("IllegalStateException", Optional.empty()));
        assertThat(taken(() -> {
                    throw new NoClassDefFoundError("angus");
                }))
                .isEqualTo(new Answer.Refused("NoClassDefFoundError", Optional.empty()));
    }

    @Test
    void anAddresseeThatWasNotReachedIsCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Channel partly = new Fake(() -> new Answer.Taken(Map.of(), 1));
        new Courier("inbox", partly, new NotificationMeters(registry, "fake", "inbox")).take(Told.firing());

        assertThat(registry.get("notification.requests.failed")
                        .tag("reason", "clientError")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static Answer taken(Supplier<Answer> answer) {
        NotificationMeters meters = new NotificationMeters(new SimpleMeterRegistry(), "fake", "inbox");
        return new Courier("inbox", new Fake(answer), meters).take(Told.firing());
    }
}
