package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.incident.Entry.What;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.route.Group;
import dev.probeline.alerts.core.route.Pace;
import dev.probeline.alerts.core.route.Plan;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who is told what and when. What it is given: alert events, silences, acknowledgements, answers of receivers and
 * the time. What it gives: a {@link Turn}, to be recorded as one before its notifications are sent. An instance made anew
 * from what was recorded goes on where the other stopped. For one thread.
 */
public final class Dispatcher {
    /** When news that is held back is looked at again. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** How long a silence that is over can still be seen. */
    static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Comparator<Incident> BY_DUE =
            Comparator.comparing(incident -> incident.course().due());

    private final Plan plan;
    private final Map<String, Terms> receivers;
    private final Map<String, Wire> wires = new HashMap<>();
    private final Map<String, Notification> underWay = new HashMap<>();
    private final Book book;
    private final Troubles troubles;
    private final Outcomes outcomes;

    /** @param receivers by name, in the order of the configuration */
    public Dispatcher(Plan plan, Map<String, Terms> receivers, Instant now) {
        this.plan = plan;
        this.receivers = new LinkedHashMap<>(receivers);
        this.book = new Book(plan.inhibitions());
        this.troubles = new Troubles(plan, List.copyOf(receivers.keySet()));
        receivers.forEach((name, terms) -> wires.put(name, new Wire(terms, now)));
        this.outcomes = new Outcomes(plan, this.receivers, wires, book, troubles);
    }

    /** What was recorded; before anything else is heard. */
    public void restore(Collection<AlertEvent> alerts, Collection<Incident> incidents, Instant now) {
        alerts.forEach(book::restore);
        incidents.forEach(book::restore);
        for (Incident incident : incidents) {
            if (!receivers.containsKey(incident.group().receiver())) {
                outcomes.forget(incident, now);
            } else if (incident.course().sending()) {
                enter(incident, now, What.UNCERTAIN, "crash", "");
                book.put(incident.with(incident.course().landed().dueBy(now)));
            } else if (incident.course().trial().attempt() > 0) {
                book.note(incident.with(incident.course().dueBy(now)));
            }
        }
        book.incidents().forEach(this::replaceLost);
        for (AlertEvent alert : book.alerts()) {
            if (troubles.isGone(alert)) {
                hear(ChannelTrouble.over(alert, now), now);
            }
            book.forgetIfNobodys(alert.getAlertId());
        }
    }

    private void replaceLost(Incident incident) {
        incident.members().forEach((alert, member) -> {
            if (book.alert(alert) == null) {
                book.put(LostAlert.of(alert, member, incident));
            }
        });
    }

    public void hear(AlertEvent event, Instant now) {
        Optional<Standing> standing = Standing.of(event);
        if (standing.isEmpty()) {
            return;
        }
        String alert = event.getAlertId();
        List<Incident> known = book.incidentsOf(alert);
        if (!known.isEmpty()) {
            book.put(event);
            known.forEach(incident ->
                    join(incident, event, incident.members().get(alert).becomes(standing.get()), now));
        } else if (standing.get() == Standing.RESOLVED) {
            ignore(event, now, "never_fired");
        } else {
            List<Group> groups = groups(event);
            if (groups.isEmpty()) {
                ignore(event, now, "no_receiver");
                return;
            }
            book.put(event);
            groups.forEach(group -> join(open(roomIn(group), alert, now), event, Member.fresh(standing.get()), now));
        }
    }

    public void silence(Silence silence) {
        book.put(silence);
    }

    /** It never was, or is long over. */
    public void forgetSilence(String id) {
        book.remove(id);
    }

    public void acknowledge(Acknowledgement acknowledgement, Instant now) {
        Acknowledgements.hear(acknowledgement, book, now);
    }

    /** How the receiver took the notification of that group. */
    public void answered(String group, Answer answer, Instant now) {
        outcomes.of(underWay.remove(group), answer, now).forEach(trouble -> hear(trouble, now));
    }

    /** Looks at what is due and gives all that was decided. */
    public Turn turn(Instant now) {
        book.forgetSilencesEndedBefore(now.minus(REMEMBERED));
        List<Incident> due = book.incidents().stream()
                .filter(incident -> !incident.course().due().isAfter(now))
                .filter(incident -> !underWay.containsKey(incident.group().key()))
                .sorted(BY_DUE)
                .toList();
        for (Incident incident : due) {
            if (wires.get(incident.group().receiver()).free(now)) {
                look(incident, now);
            }
        }
        return book.takeTurn();
    }

    /** What was decided, without looking at what is due. */
    public Turn rest() {
        return book.takeTurn();
    }

    /** How long nothing is due; at most the longest. */
    public Duration idle(Instant now, Duration longest) {
        if (!book.journal().isEmpty()) {
            return Duration.ZERO;
        }
        Duration idle = longest;
        for (Incident incident : book.incidents()) {
            Instant due = incident.course().due();
            if (due.equals(Instant.MAX) || underWay.containsKey(incident.group().key())) {
                continue;
            }
            Wire wire = wires.get(incident.group().receiver());
            Duration wait = due.isAfter(now) ? Duration.between(now, due) : wire.idle(now);
            boolean busy = wait.isZero() && !wire.free(now);
            idle = busy || wait.compareTo(idle) > 0 ? idle : wait;
        }
        return idle;
    }

    /** How many requests are in the air. */
    public int underWay() {
        return underWay.size();
    }

    private void look(Incident incident, Instant now) {
        if (incident.endIsTold()) {
            if (outcomes.isToldAgain(incident, now)) {
                send(incident, Occasion.ALL_RESOLVED, now);
            } else {
                outcomes.close(incident, Ending.TOLD, now);
            }
            return;
        }
        Terms terms = receivers.get(incident.group().receiver());
        Pace pace = plan.pace(incident.group());
        Next next = Next.of(
                incident,
                isOwed(incident, pace),
                id -> book.held(id, now),
                plan.muted(pace, now),
                terms,
                pace.repeatInterval(),
                now);
        if (next instanceof Next.Tell tell) {
            send(incident, tell.occasion(), now);
        } else if (next instanceof Next.Hold hold) {
            Incident held = incident.with(incident.course().heldUntil(now.plus(LOOK_AGAIN)));
            if (incident.course().held()) {
                book.note(held);
            } else {
                book.put(held);
                enter(incident, now, What.HELD, hold.why().text(), "");
            }
        } else if (next instanceof Next.Close close) {
            outcomes.close(incident, close.why(), now);
        } else {
            Instant repeat = outcomes.repeatDue(incident, pace);
            // A repeat that is due and held back is looked at again, but not at once.
            book.note(incident.with(incident.course().dueAt(repeat.isAfter(now) ? repeat : now.plus(LOOK_AGAIN))));
        }
    }

    private void send(Incident incident, Occasion occasion, Instant now) {
        Notification notification = new Notification(
                incident.id(),
                incident.group(),
                occasion,
                incident.opened(),
                now,
                Lines.of(incident, book, now),
                incident.course().receipt(),
                incident.acknowledged().map(Acknowledgement::author));
        wires.get(incident.group().receiver()).begin(now);
        underWay.put(incident.group().key(), notification);
        Incident tried = incident.tried(Lines.standings(notification).keySet());
        book.put(tried.with(incident.course().sendingAt(now)));
        book.journal().send(notification);
    }

    private Group roomIn(Group group) {
        Group part = group;
        for (int number = 2; book.incident(part.key()).filter(Incident::full).isPresent(); number++) {
            part = group.part(number);
        }
        return part;
    }

    private Incident open(Group group, String alert, Instant now) {
        return book.incident(group.key()).orElseGet(() -> {
            Incident opened = Incident.opened(group, alert, now);
            enter(opened, now, What.OPENED, "alert_fired", alert);
            return opened;
        });
    }

    private void join(Incident incident, AlertEvent event, Member member, Instant now) {
        Incident joined = incident.with(event.getAlertId(), member).withoutUnheard();
        Pace pace = plan.pace(incident.group());
        boolean unchanged = member.equals(incident.members().get(event.getAlertId()));
        Instant at = event.getAt().isBefore(now) ? event.getAt() : now;
        Instant due = joined.told() && !joined.over() && !incident.endIsTold()
                ? joined.course().toldAt().get().plus(pace.groupInterval())
                : at.plus(pace.groupWait());
        book.put(unchanged ? joined : joined.with(joined.course().dueBy(due)));
    }

    /** Nobody was told though it lasted longer than its group waits, and nothing held it back: we were away. */
    private boolean isOwed(Incident incident, Pace pace) {
        return !incident.course().held()
                && incident.members().keySet().stream()
                        .map(book::alert)
                        .anyMatch(alert -> alert.getFiringSince() != null
                                && alert.getResolvedAt() != null
                                && !alert.getFiringSince()
                                        .plus(pace.groupWait())
                                        .isAfter(alert.getResolvedAt()));
    }

    private List<Group> groups(AlertEvent event) {
        if (ChannelTrouble.is(event)) {
            return troubles.groups(event);
        }
        Map<String, String> labels = Labels.of(event);
        return plan.root().to(labels).stream()
                .map((Route route) -> route.group(labels))
                .distinct()
                .toList();
    }

    private void enter(Incident incident, Instant now, What what, String why, String detail) {
        book.journal().enter(Entry.of(incident, now, what, why, detail));
    }

    private void ignore(AlertEvent event, Instant now, String why) {
        book.journal().enter(new Entry(now, "", "", "", What.IGNORED, why, event.getAlertId()));
    }
}
