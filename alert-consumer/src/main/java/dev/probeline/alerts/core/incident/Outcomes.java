package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.incident.Entry.What;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.alerts.core.notify.Verdict;
import dev.probeline.alerts.core.route.Pace;
import dev.probeline.alerts.core.route.Plan;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of an incident when a receiver has answered, or has not. */
final class Outcomes {
    /** When a receiver that refused a message for its own sake is asked once more: somebody may have mended it. */
    static final Duration REFUSED_AGAIN = Duration.ofMinutes(5);

    private final Plan plan;
    private final Map<String, Terms> receivers;
    private final Map<String, Wire> wires;
    private final Book book;
    private final Troubles troubles;

    Outcomes(Plan plan, Map<String, Terms> receivers, Map<String, Wire> wires, Book book, Troubles troubles) {
        this.plan = plan;
        this.receivers = receivers;
        this.wires = wires;
        this.book = book;
        this.troubles = troubles;
    }

    /** The alerts about the channel itself that follow from it. */
    List<AlertEvent> of(Notification sent, Answer answer, Instant now) {
        String receiver = sent.group().receiver();
        Incident incident = book.incident(sent.group().key()).orElseThrow();
        Wire wire = wires.get(receiver);
        Duration spent = Duration.between(incident.course().trial().first(), now);
        Duration giveUpAfter = receivers.get(receiver).giveUpAfter();
        RetryDecision decision = RetryDecision.after(answer, wire.failures() + 1, spent, giveUpAfter);
        Optional<AlertEvent> news = Optional.empty();
        if (decision instanceof RetryDecision.Delivered) {
            wire.succeeded();
            arrived(incident, sent, answer, now);
            news = troubles.end(receiver, book, now);
        } else if (decision instanceof RetryDecision.Again again) {
            wire.failed(now);
            wire.waitFor(again.after(), now);
            if (incident.course().trial().attempt() == 1) {
                enter(incident, now, What.FAILED, again.because().text(), "is tried again");
            }
            book.put(incident.with(incident.course().failed(false, now)));
        } else if (decision instanceof RetryDecision.GivenUp givenUp) {
            givenUp(incident, sent, new GivenUp(sent, givenUp.because(), answer), spent, now);
            String why = "A notification was given up: " + givenUp.because().text();
            news = troubles.begin(receiver, why, book, now);
        }
        return Stream.concat(news.stream(), failing(receiver, news.isPresent(), now).stream())
                .toList();
    }

    private Optional<AlertEvent> failing(String receiver, boolean told, Instant now) {
        return told || !wires.get(receiver).failingFor(Troubles.AFTER, now)
                ? Optional.empty()
                : troubles.begin(receiver, "Requests fail since 5 minutes", book, now);
    }

    private void arrived(Incident incident, Notification sent, Answer answer, Instant now) {
        Map<String, String> receipt = answer instanceof Answer.Taken taken ? taken.receipt() : Map.of();
        enter(incident, now, What.TOLD, sent.occasion().text(), "");
        settle(incident.with(incident.course().arrived(now, receipt)).told(Lines.standings(sent)), Ending.TOLD, now);
    }

    private void givenUp(Incident incident, Notification sent, GivenUp letter, Duration spent, Instant now) {
        Wire wire = wires.get(sent.group().receiver());
        boolean unreachable = Verdict.of(letter.answer()).retriable();
        if (unreachable) {
            wire.failed(now);
        } else {
            wire.refused();
        }
        if (!incident.course().buried()) {
            book.journal().bury(letter);
            enter(
                    incident,
                    now,
                    What.GIVEN_UP,
                    letter.because().text(),
                    letter.answer().toString());
        }
        Terms terms = receivers.get(sent.group().receiver());
        if (unreachable || spent.plus(REFUSED_AGAIN).compareTo(terms.giveUpAfter()) > 0) {
            settle(incident.with(incident.course().abandoned(now)).told(Lines.standings(sent)), Ending.GIVEN_UP, now);
        } else {
            book.put(incident.with(incident.course().failed(true, now.plus(REFUSED_AGAIN))));
        }
    }

    private void settle(Incident incident, Ending ending, Instant now) {
        if (incident.members().isEmpty()) {
            close(incident, ending, now);
            return;
        }
        Pace pace = plan.pace(incident.group());
        boolean news = incident.members().values().stream().anyMatch(Member::isNews);
        Duration wait = incident.over() ? pace.groupWait() : pace.groupInterval();
        Instant due = news ? now.plus(wait) : repeatDue(incident, pace);
        book.put(incident.with(incident.course().dueAt(due)));
    }

    Instant repeatDue(Incident incident, Pace pace) {
        Terms terms = receivers.get(incident.group().receiver());
        boolean silent = incident.acknowledged().isPresent() && terms.resend().isEmpty();
        return incident.course()
                .toldAt()
                .filter(told -> !silent)
                .map(told -> told.plus(terms.resend().orElse(pace.repeatInterval())))
                .orElse(Instant.MAX);
    }

    void close(Incident incident, Ending why, Instant now) {
        book.close(incident);
        enter(incident, now, What.CLOSED, why.text(), "");
    }

    private void enter(Incident incident, Instant now, What what, String why, String detail) {
        book.journal().enter(Entry.of(incident, now, what, why, detail));
    }
}
