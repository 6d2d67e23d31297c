package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.route.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to do about an incident now. */
sealed interface Next {
    record Tell(Occasion occasion) implements Next {}

    /** There is news, and a reason not to tell it. */
    record Hold(Held why) implements Next {}

    record Nothing() implements Next {}

    /** It is forgotten. */
    record Close(Ending why) implements Next {}

    /**
     * The end of what was told is told whatever is silenced or muted: a page that nobody takes back is worse than one
     * too many. And a receiver that forgets hears of what it knows, for else it would take that for over.
     *
     * @param owed whether its end is to be told to who never heard of it
     * @param held why an alert must not be told as new, by its id
     * @param muted why the route is quiet now
     * @param repeat after which it is told again without news
     */
    static Next of(
            Incident incident,
            boolean owed,
            Function<String, Optional<Held>> held,
            Optional<Held> muted,
            Terms terms,
            Duration repeat,
            Instant now) {
        if (incident.over()) {
            return ofEnd(incident, owed, terms);
        }
        if (incident.told() && !terms.sendResolved() && !incident.goesOn()) {
            return new Close(Ending.RESOLVED_NOT_WANTED);
        }
        List<Optional<Held>> news = incident.members().entrySet().stream()
                .filter(each -> each.getValue().isNews() && !each.getValue().over())
                .map(each -> muted.or(() -> held.apply(each.getKey())))
                .toList();
        if (news.contains(Optional.<Held>empty())) {
            return new Tell(incident.told() ? Occasion.NEW_ALERTS : Occasion.FIRST);
        }
        Optional<Next> known = incident.told() ? ofKnown(incident, held, muted, terms, repeat, now) : Optional.empty();
        return known.orElseGet(
                () -> news.isEmpty() ? new Nothing() : new Hold(news.get(0).orElseThrow()));
    }

    private static Next ofEnd(Incident incident, boolean owed, Terms terms) {
        if (!terms.sendResolved()) {
            return new Close(Ending.RESOLVED_NOT_WANTED);
        }
        boolean known = incident.members().values().stream()
                .anyMatch(member -> member.told().isPresent());
        if (known) {
            return new Tell(Occasion.ALL_RESOLVED);
        }
        return owed || incident.course().trial().attempt() > 0
                ? new Tell(Occasion.RESOLVED_UNTOLD)
                : new Close(Ending.NEVER_TOLD);
    }

    private static Optional<Next> ofKnown(
            Incident incident,
            Function<String, Optional<Held>> held,
            Optional<Held> muted,
            Terms terms,
            Duration repeat,
            Instant now) {
        if (terms.sendResolved() && incident.members().values().stream().anyMatch(Member::owesItsEnd)) {
            return Optional.of(new Tell(incident.goesOn() ? Occasion.SOME_RESOLVED : Occasion.ALL_RESOLVED));
        }
        Instant toldAt = incident.course().toldAt().orElseThrow();
        if (incident.owesAcknowledgement()) {
            return Optional.of(new Tell(Occasion.ACKNOWLEDGED));
        }
        boolean due = !now.isBefore(toldAt.plus(terms.resend().orElse(repeat)));
        boolean forgets = terms.resend().isPresent();
        boolean asked = forgets || (incident.acknowledged().isEmpty() && muted.isEmpty());
        boolean wanted = incident.members().entrySet().stream()
                .filter(each ->
                        !each.getValue().over() && each.getValue().told().isPresent())
                .anyMatch(each -> forgets || held.apply(each.getKey()).isEmpty());
        return due && asked && wanted ? Optional.of(new Tell(Occasion.REPEAT)) : Optional.empty();
    }
}
