package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Failure;

/** A notification that its receiver did not take: goes to the dead letters. */
public record GivenUp(Notification notification, Failure because, Answer answer) {}
