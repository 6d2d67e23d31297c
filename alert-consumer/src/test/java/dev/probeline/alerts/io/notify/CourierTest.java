package dev.probeline.alerts.io.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourierTest {
    private record Broken(Throwable fault) implements Channel {
        @Override
        public String integration() {
            return "broken";
        }

        @Override
        public Answer send(Notification notification) {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
    }

    private record Fixed(Answer answer) implements Channel {
        @Override
        public String integration() {
            return "fixed";
        }

        @Override
        public Answer send(Notification notification) {
            return answer;
        }
    }

    @Test
    void aChannelThatMissesAClassAnswersLikeOneThatHasAFault() {
        assertThat(taken(new IllegalStateException("s3cret")))
                .isEqualTo(new Answer.Refused("IllegalStateException", Optional.empty()));
        assertThat(taken(new NoClassDefFoundError("angus")))
                .isEqualTo(new Answer.Refused("NoClassDefFoundError", Optional.empty()));
    }

    @Test
    void anAddresseeThatWasNotReachedIsCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Channel partly = new Fixed(new Answer.Taken(Map.of(), 1));
        new Courier("inbox", partly, new NotificationMeters(registry, "fixed", "inbox")).take(Told.firing());

        assertThat(registry.get("notification.requests.failed")
                        .tag("reason", "clientError")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static Answer taken(Throwable fault) {
        NotificationMeters meters = new NotificationMeters(new SimpleMeterRegistry(), "broken", "inbox");
        return new Courier("inbox", new Broken(fault), meters).take(Told.firing());
    }
}
