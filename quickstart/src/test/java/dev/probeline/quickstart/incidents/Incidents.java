package dev.probeline.quickstart.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Schedules of incidents, the same for the same seed. */
final class Incidents {
    private static final Duration APART = Duration.ofHours(1);

    /** One of each kind after another, hours apart, until there are so many of each. */
    static List<Incident> each(long seed, Instant from, int ofEach, List<String> regions, List<Incident.Kind> kinds) {
        Random random = new Random(seed);
        List<Incident> incidents = new ArrayList<>();
        Instant next = from;
        for (int round = 0; round < ofEach; round++) {
            for (Incident.Kind kind : kinds) {
                Instant start = next.plusSeconds(random.nextInt(3600));
                Incident incident = new Incident(kind, start, length(kind, random), struck(kind, random, regions));
                incidents.add(incident);
                next = incident.end().plus(APART);
            }
        }
        return List.copyOf(incidents);
    }

    private static Duration length(Incident.Kind kind, Random random) {
        return switch (kind) {
            case SLOW_CREEP -> Duration.ofMinutes(90 + random.nextInt(60));
            case SPIKE -> Duration.ofSeconds(60 + random.nextInt(60));
            default -> Duration.ofMinutes(12 + random.nextInt(20));
        };
    }

    private static Set<String> struck(Incident.Kind kind, Random random, List<String> regions) {
        return switch (kind) {
            case PARTIAL_OUTAGE, SILENT_REGION -> Set.of(regions.get(random.nextInt(regions.size())));
            default -> Set.copyOf(regions);
        };
    }

    private Incidents() {}
}
