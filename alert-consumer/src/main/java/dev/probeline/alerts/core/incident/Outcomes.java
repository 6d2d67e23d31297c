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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of an incident when a receiver has answered, or has not. */
final class Outcomes {
    /** When what was given up is tried once more, as it stands then: somebody may have mended the receiver. */
    static final Duration REFUSED_AGAIN = Duration.ofMinutes(5);

    /** How long an end that was given up is owed all the same: a page that nobody takes back is open for ever. */
    static final Duration LONGEST = Duration.ofDays(3);

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
            if (wire.failures() > 0) {
                owing(receiver)
                        .forEach(late -> book.note(late.with(late.course().dueBy(now))));
            }
            wire.succeeded();
            arrived(incident, sent, answer, now);
            news = owing(receiver).isEmpty() ? troubles.end(receiver, book, now) : Optional.empty();
        } else if (decision instanceof RetryDecision.Again again) {
            wire.failed(now);
            wire.waitFor(again.after(), now);
            if (incident.course().trial().attempt() == 1) {
                enter(incident, now, What.FAILED, again.because().text(), "is tried again");
            }
            book.put(incident.with(incident.course().failed(false, now)));
        } else if (decision instanceof RetryDecision.GivenUp givenUp) {
            givenUp(incident, sent, new GivenUp(sent, givenUp.because(), answer), now);
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
        boolean forgets = !keepsEnds(incident).isZero();
        Incident told = incident.with(incident.course().arrived(now, sent.occasion(), receipt))
                .told(Lines.standings(sent), alert -> isToldAgain(alert, keepsEnds(incident), now));
        if (told.members().isEmpty() || (sent.over() && !forgets)) {
            close(told, Ending.TOLD, now);
        } else {
            settle(told, now);
        }
    }

    /** Whether an incident whose end is told is to be told again as over. */
    boolean isToldAgain(Incident incident, Instant now) {
        return incident.members().keySet().stream().anyMatch(alert -> isToldAgain(alert, keepsEnds(incident), now));
    }

    private boolean isToldAgain(String alert, Duration keepsEnds, Instant now) {
        Instant end = book.alert(alert).getResolvedAt();
        return end != null && now.isBefore(end.plus(keepsEnds));
    }

    private Duration keepsEnds(Incident incident) {
        return receivers.get(incident.group().receiver()).keepsEnds();
    }

    private void givenUp(Incident incident, Notification sent, GivenUp letter, Instant now) {
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
        if (sent.over() && spent(sent, now).compareTo(LONGEST) > 0) {
            close(incident, Ending.GIVEN_UP, now);
        } else {
            book.put(incident.with(incident.course().failed(true, now.plus(REFUSED_AGAIN))));
        }
    }

    /** Since when the end of it waits to be told. */
    private static Duration spent(Notification over, Instant now) {
        return over.lines().stream()
                .map(line -> line.event().getResolvedAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(end -> Duration.between(end, now))
                .orElse(Duration.ZERO);
    }

    private List<Incident> owing(String receiver) {
        return book.incidents().stream()
                .filter(incident -> incident.course().buried())
                .filter(incident -> incident.group().receiver().equals(receiver))
                .toList();
    }

    private void settle(Incident incident, Instant now) {
        Pace pace = plan.pace(incident.group());
        boolean news = incident.members().values().stream().anyMatch(Member::isNews);
        Duration wait = incident.goesOn() ? pace.groupInterval() : pace.groupWait();
        Instant due = news ? now.plus(wait) : repeatDue(incident, pace);
        book.put(incident.with(incident.course().dueAt(incident.owesAcknowledgement() ? now : due)));
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

    /** What goes on unheard is an incident of its own. */
    void close(Incident incident, Ending why, Instant now) {
        enter(incident, now, What.CLOSED, why.text(), "");
        incident.acknowledged().ifPresent(who -> book.journal().acknowledgementOver(incident.id()));
        Optional<Incident> next = incident.next(now);
        if (next.isEmpty()) {
            book.close(incident);
            return;
        }
        Incident opened = next.get();
        Pace pace = plan.pace(incident.group());
        book.put(opened.with(opened.course().dueAt(now.plus(pace.groupWait()))));
        String first = opened.members().keySet().iterator().next();
        enter(opened, now, What.OPENED, "others_resolved", first);
    }

    /** There is nobody left to tell. */
    void forget(Incident incident, Instant now) {
        book.close(incident);
        enter(incident, now, What.CLOSED, Ending.RECEIVER_REMOVED.text(), "");
    }

    private void enter(Incident incident, Instant now, What what, String why, String detail) {
        book.journal().enter(Entry.of(incident, now, what, why, detail));
    }
}
