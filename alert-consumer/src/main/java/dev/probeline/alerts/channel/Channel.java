package dev.probeline.alerts.channel;

import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;

/** One way of telling people. Sends once; whether to send again is decided elsewhere. Used by several threads. */
public interface Channel {
    /** Kind of receiver, a metric label. */
    String integration();

    /** Never throws for what the receiver or the network did. */
    Answer send(Notification notification);
}
