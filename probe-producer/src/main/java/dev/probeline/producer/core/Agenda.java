package dev.probeline.producer.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What is due next among many targets. Nothing is made up for: instants that passed unserved, because the process was
 * held up or the clock jumped ahead, are counted as missed with the one that is served.
 */
public final class Agenda {
    /** A clock that went back by more was set; by less it is the usual correction. */
    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final Map<String, Schedule> schedules;
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
    private Instant latest;

    /** @param missed due instants of this target that passed unserved before this one */
    public record Due(String target, Instant at, long missed) {}

    public Agenda(Map<String, Schedule> schedules, Instant now) {
        this.schedules = Map.copyOf(schedules);
        restart(now);
    }

    /**
     * The same agenda for other targets: who is in both keeps the instants, as these depend on the schedule alone.
     * To be taken up after {@link #take}.
     */
    public Agenda with(Map<String, Schedule> others) {
        return new Agenda(others, latest);
    }

    /** What has become due, oldest first; each target at most once. */
    public List<Due> take(Instant now) {
        if (now.isBefore(latest.minus(SET_BACK))) {
            restart(now);
        }
        latest = now.isAfter(latest) ? now : latest;
        List<Due> due = new ArrayList<>();
        while (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
            Due next = queue.poll();
            Schedule schedule = schedules.get(next.target());
            long interval = schedule.intervalMillis();
            long missed = Duration.between(next.at(), now).toMillis() / interval;
            Instant at = next.at().plusMillis(missed * interval);
            due.add(new Due(next.target(), at, missed));
            queue.add(new Due(next.target(), schedule.after(at), 0));
        }
        return due;
    }

    /** When {@link #take} will next have something. */
    public Instant next() {
        return queue.isEmpty() ? Instant.MAX : queue.peek().at();
    }

    private void restart(Instant now) {
        latest = now;
        queue.clear();
        schedules.forEach((target, schedule) -> queue.add(new Due(target, schedule.after(now), 0)));
    }
}
