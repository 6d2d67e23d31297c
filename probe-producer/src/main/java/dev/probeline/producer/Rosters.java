package dev.probeline.producer;

import dev.probeline.producer.config.Price;
import dev.probeline.producer.config.Target;
import dev.probeline.producer.core.History;
import dev.probeline.producer.core.Schedule;
import dev.probeline.producer.io.HttpClients;
import dev.probeline.producer.io.HttpProbe;
import dev.probeline.producer.io.ProbeIds;
import dev.probeline.producer.io.Roster;
import dev.probeline.producer.io.TargetProbe;
import dev.probeline.producer.io.Watchdog;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes rosters out of configurations. A target that did not change keeps its probe, and with it its connections; one
 * that still asks the same model for the same keeps its history.
 */
final class Rosters {
    private final HttpClients http;
    private final Watchdog watchdog;
    private final Clock clock;
    private final ProbeIds ids;
    private Map<Terms, TargetProbe> made = Map.of();
    private Map<Subject, History> histories = Map.of();

    Rosters(HttpClients http, Watchdog watchdog, Clock clock, ProbeIds ids) {
        this.http = http;
        this.watchdog = watchdog;
        this.clock = clock;
        this.ids = ids;
    }

    synchronized Roster of(ProducerConfig config) {
        Map<Terms, TargetProbe> probes = new HashMap<>();
        Map<Subject, History> kept = new HashMap<>();
        Map<String, Roster.Entry> entries = new LinkedHashMap<>();
        for (Target target : config.targets()) {
            Terms terms = new Terms(target, config.prices().of(target.model()));
            Subject subject = new Subject(target.name(), target.url(), target.model());
            History history = histories.getOrDefault(subject, new History());
            kept.put(subject, history);
            TargetProbe known = made.get(terms);
            TargetProbe probe = known == null ? probe(terms, history, config) : known;
            probes.put(terms, probe);
            Schedule schedule = Schedule.of(target.interval(), config.region(), target.name());
            entries.put(target.name(), new Roster.Entry(schedule, probe));
        }
        made.forEach((terms, probe) -> {
            if (!probes.containsKey(terms)) {
                probe.retire();
            }
        });
        made = probes;
        histories = kept;
        return new Roster(entries);
    }

    private TargetProbe probe(Terms terms, History history, ProducerConfig config) {
        HttpProbe calls = new HttpProbe(terms.target, http, watchdog, clock);
        return new TargetProbe(terms.target, calls, config.region(), config.proberName(), terms.price, ids, history);
    }

    /** Whose answers compare with one another. */
    private record Subject(String target, URI url, String model) {}

    /** All that makes one target's probes what they are; the price is null where unknown. */
    private record Terms(Target target, Price price) {}
}
