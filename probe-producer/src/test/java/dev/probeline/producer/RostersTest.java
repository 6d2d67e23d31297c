package dev.probeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.io.HttpClients;
import dev.probeline.producer.io.ProbeIds;
import dev.probeline.producer.io.Roster;
import dev.probeline.producer.io.Watchdog;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RostersTest {
    @Test
    void aTargetThatDidNotChangeKeepsItsProbeAndItsConnections() {
        try (HttpClients http = new HttpClients(1);
                Watchdog watchdog = new Watchdog()) {
            Rosters rosters = new Rosters(http, watchdog, Clock.systemUTC(), new ProbeIds());
            Roster before = rosters.of(config("{input: 1}", "[{name: a, model: m}, {name: b, model: n}]"));
            Roster after = rosters.of(config("{input: 1}", "[{name: a, model: m}, {name: b, model: n, interval: 5m}]"));
            assertThat(after.entries().get("a")).isEqualTo(before.entries().get("a"));
            assertThat(after.entries().get("b").probe())
                    .isNotSameAs(before.entries().get("b").probe());
            Roster dearer = rosters.of(config("{input: 2}", "[{name: a, model: m}]"));
            assertThat(dearer.entries().get("a").probe())
                    .isNotSameAs(after.entries().get("a").probe());
        }
    }

    private static ProducerConfig config(String price, String targets) {
        return Probing.config("region: eu-west\nkafka: {bootstrap_servers: 'localhost:1'}\n"
                + "prices: {as_of: 2026-11-01, models: {m: " + price + "}}\ntargets: " + targets);
    }
}
