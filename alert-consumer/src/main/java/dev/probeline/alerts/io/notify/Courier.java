package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.Verdict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes one notification to one receiver, once, and says of the receiver's trouble when it begins and when it ends. */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final String receiver;
    private final Channel channel;
    private final NotificationMeters meters;
    private boolean troubled;

    Courier(String receiver, Channel channel, NotificationMeters meters) {
        this.receiver = receiver;
        this.channel = channel;
        this.meters = meters;
    }

    NotificationMeters meters() {
        return meters;
    }

    Answer take(Notification notification) {
        Answer answer = meters.timed(() -> send(notification));
        Optional<Failure> failure = answer instanceof Answer.Taken taken && taken.unreached() > 0
                ? Optional.of(Failure.CLIENT_ERROR)
                : Verdict.of(answer).failure();
        failure.ifPresent(meters::failedRequest);
        tell(failure, answer, notification);
        return answer;
    }

    /**
     * A fault of ours in one message, or a class that a channel misses, must not stop all others; its own message may hold
     * anything, so only its kind is told.
     */
    private Answer send(Notification notification) {
        try {
            return channel.send(notification);
        } catch (RuntimeException | Error e) {
            return new Answer.Refused(e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private synchronized void tell(Optional<Failure> failure, Answer answer, Notification notification) {
        if (failure.isPresent()) {
            log.atLevel(troubled ? Level.DEBUG : Level.WARN)
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("reason", failure.get().text())
                    .addKeyValue("answer", answer)
                    .addKeyValue("incident", notification.incident())
                    .log("A notification did not arrive");
        } else if (troubled) {
            log.atInfo().addKeyValue("receiver", receiver).log("Notifications arrive again");
        }
        troubled = failure.isPresent();
    }
}
