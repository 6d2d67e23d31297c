package dev.probeline.alerts.io.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

    @Test
    void aChannelThatMissesAClassAnswersLikeOneThatHasAFault() {
        assertThat(taken(new IllegalStateException("s3cret")))
                .isEqualTo(new Answer.Refused("IllegalStateException", Optional.empty()));
        assertThat(taken(new NoClassDefFoundError("angus")))
                .isEqualTo(new Answer.Refused("NoClassDefFoundError", Optional.empty()));
    }

    private static Answer taken(Throwable fault) {
        NotificationMeters meters = new NotificationMeters(new SimpleMeterRegistry(), "broken", "inbox");
        return new Courier("inbox", new Broken(fault), meters).take(Told.firing());
    }
}
