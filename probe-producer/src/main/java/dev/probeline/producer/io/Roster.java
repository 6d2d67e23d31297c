package dev.probeline.producer.io;

import dev.probeline.producer.core.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is probed and when, by the targets' names: one immutable value, so that a running {@link Metronome} exchanges it
 * as a whole.
 */
public record Roster(Map<String, Entry> entries) {

    public record Entry(Schedule schedule, TargetProbe probe) {}

    public Roster {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    Map<String, Schedule> schedules() {
        Map<String, Schedule> schedules = new LinkedHashMap<>();
        entries.forEach((target, entry) -> schedules.put(target, entry.schedule()));
        return schedules;
    }
}
