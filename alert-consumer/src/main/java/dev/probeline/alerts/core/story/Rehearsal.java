package dev.probeline.alerts.core.story;

import dev.probeline.alerts.core.Alerting;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Plays a story to the rules, with the tasks, changelogs and clock of the service. */
public final class Rehearsal {
    private static final Duration LOOK_FOR_GONE = Duration.ofMinutes(10);

    private final Story story;
    private final Deque<Deliveries.Delivery> coming;
    private final Deque<Deed> deeds;
    private final List<Deliveries.Delivery> waiting = new ArrayList<>();
    private final List<Deliveries.Delivery> uncommitted = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Map<String, Integer> incidents = new HashMap<>();
    private Alerting alerting;
    private Alerting committed;
    private int toldAtCommit;
    private Duration now = Duration.ZERO;
    private Duration stalledUntil = Duration.ZERO;

    private record Outage(IntPredicate tasks, Duration until) {}

    private Rehearsal(Story story, Duration seriesExpiry) {
        this.story = story;
        this.alerting = new Alerting(story.rules(), seriesExpiry);
        this.coming = new ArrayDeque<>(Deliveries.of(story));
        this.deeds = new ArrayDeque<>(
                story.deeds().stream().sorted(Comparator.comparing(Deed::at)).toList());
    }

    /** @return everything that was published, in order */
    public static List<Told> of(Story story, Duration seriesExpiry) {
        Rehearsal rehearsal = new Rehearsal(story, seriesExpiry);
        rehearsal.play();
        return List.copyOf(rehearsal.told);
    }

    private void play() {
        Duration end = story.length();
        for (; now.compareTo(end) <= 0; now = now.plus(story.tick())) {
            comeBack();
            commitBeforeACrash();
            arrive();
            while (!deeds.isEmpty() && deeds.peek().at().compareTo(now) <= 0) {
                happen(deeds.remove());
            }
            publish(alerting.tick(clock(), this::isUp));
            if (!now.isZero() && now.toMillis() % LOOK_FOR_GONE.toMillis() == 0 && outages.isEmpty()) {
                publish(alerting.forgetGone());
            }
        }
    }

    private void comeBack() {
        for (Iterator<Outage> each = outages.iterator(); each.hasNext(); ) {
            Outage outage = each.next();
            if (outage.until().compareTo(now) <= 0) {
                each.remove();
                publish(alerting.restart(outage.tasks()));
            }
        }
    }

    private void commitBeforeACrash() {
        boolean last = deeds.stream()
                .anyMatch(deed -> deed instanceof Deed.Crash crash
                        && !crash.uncommitted().isZero()
                        && crash.at().minus(crash.uncommitted()).compareTo(now) <= 0);
        if (last && committed == null) {
            committed = alerting.copy();
            toldAtCommit = told.size();
            uncommitted.clear();
        }
    }

    private void arrive() {
        while (!coming.isEmpty() && coming.peek().at().compareTo(now) <= 0) {
            waiting.add(coming.remove());
        }
        if (stalledUntil.compareTo(now) > 0) {
            return;
        }
        for (Iterator<Deliveries.Delivery> each = waiting.iterator(); each.hasNext(); ) {
            Deliveries.Delivery delivery = each.next();
            if (isUp(Alerting.taskOf(delivery.series()))) {
                each.remove();
                uncommitted.add(delivery);
                publish(alerting.hear(delivery.series(), delivery.record()));
            }
        }
    }

    private void happen(Deed deed) {
        if (deed instanceof Deed.Crash crash) {
            crash(crash);
        } else if (deed instanceof Deed.Rebalance) {
            publish(alerting.restart(task -> true));
        } else if (deed instanceof Deed.Edit edit) {
            publish(alerting.use(story.editions().get(edit.file())));
        } else if (deed instanceof Deed.Stall stall) {
            stalledUntil = now.plus(stall.lasts());
        }
    }

    /** Of two replicas each has every other task. */
    private void crash(Deed.Crash crash) {
        if (!crash.uncommitted().isZero()) {
            alerting = committed;
            committed = null;
            told.subList(toldAtCommit, told.size()).clear();
            waiting.addAll(0, uncommitted);
        }
        IntPredicate tasks = crash.replica().isEmpty()
                ? task -> true
                : task -> task % 2 == crash.replica().getAsInt() - 1;
        if (crash.down().isZero()) {
            publish(alerting.restart(tasks));
        } else {
            outages.add(new Outage(tasks, now.plus(crash.down())));
        }
    }

    private boolean isUp(int task) {
        return outages.stream().noneMatch(outage -> outage.tasks().test(task));
    }

    private Instant clock() {
        return story.start().plus(now);
    }

    private void publish(List<AlertEvent> events) {
        for (AlertEvent event : events) {
            int incident = incidents.computeIfAbsent(event.getAlertId(), id -> incidents.size() + 1);
            told.add(new Told(Duration.between(story.start(), event.getAt()), now, incident, event));
        }
    }
}
