package dev.probeline.alerts.io;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.schemas.events.AlertEvent;

/** One way of telling people. Sends once; whether to send again is decided elsewhere. */
interface Notifier {
    /** Kind of receiver, a metric label. */
    String integration();

    /** Never throws for what the receiver or the network did. */
    Answer send(AlertEvent event);
}
