package dev.probeline.alerts.io;

import dev.probeline.alerts.config.Receiver;
import java.time.Duration;

/** What a receiver wants and how long it is tried. */
record DeliveryTerms(boolean sendResolved, Duration giveUpAfter) {
    static DeliveryTerms of(Receiver receiver) {
        return new DeliveryTerms(receiver.sendResolved(), receiver.giveUpAfter());
    }
}
