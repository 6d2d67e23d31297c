package dev.probeline.alerts.core.incident;

import static dev.probeline.alerts.core.incident.Rig.WAIT;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.route.Silence;
import dev.probeline.schemas.events.AlertEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever fires and resolves, however the receiver answers and between whichever two steps the process dies: who is told
 * of an alert is told of its end, under one key; who should be told is told; and nobody is told twice but for a crash or
 * an answer that did not come.
 */
class CrashInvariantsTest {
    private static final List<String> NAMES =
            List.of("A@eu-west", "A@us-east", "A@ap-south", "B@eu-west", "B@us-east", "C@eu-west");

    private final Rig rig = Rig.simple();
    private final Map<String, AlertEvent> firing = new LinkedHashMap<>();
    private final Set<String> lasting = new HashSet<>();
    /** Heard, and its offset not yet committed. */
    private final List<AlertEvent> unrecorded = new ArrayList<>();

    private int crashes;
    private int failures;

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void whoIsToldIsToldTheEndUnderOneKey(@ForAll Random random) {
        new CrashInvariantsTest().run(random, true);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void withoutTroubleNothingIsToldTwice(@ForAll Random random) {
        new CrashInvariantsTest().run(random, false);
    }

    /** The rig holds the rest: no message without lines, nothing due at once for ever, nothing open that is over. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void whateverIsSilencedAndAcknowledgedWhoIsToldIsToldTheEnd(@ForAll Random random) {
        CrashInvariantsTest hushed = new CrashInvariantsTest();
        for (int step = 0; step < 60; step++) {
            hushed.hush(random);
            hushed.step(random, true);
        }
        hushed.end();
    }

    private void run(Random random, boolean trouble) {
        for (int step = 0; step < 60; step++) {
            step(random, trouble);
        }
        end();
        assertThat(heardOf()).as("incidents of alerts that lasted").containsAll(lastingIncidents());
        if (!trouble) {
            assertThat(repeated()).as("told again without news").isZero();
        }
        assertThat(repeated()).as("told again without news").isLessThanOrEqualTo(crashes + failures);
    }

    private void step(Random random, boolean trouble) {
        rig.answers = notification -> answer(random, trouble);
        rig.now = rig.now.plusSeconds(random.nextInt(40));
        change(random);
        turn(random, trouble);
    }

    /** A crash forgets silences here, as if they had ended. */
    private void hush(Random random) {
        if (random.nextInt(4) == 0) {
            String region = NAMES.get(random.nextInt(NAMES.size())).substring(2);
            rig.dispatcher()
                    .silence(new Silence(
                            region,
                            Rig.matchers("region=\"" + region + "\""),
                            rig.now,
                            rig.now.plusSeconds(random.nextInt(300)),
                            "ada",
                            "known"));
        }
        if (random.nextInt(4) == 0) {
            rig.open()
                    .forEach(incident ->
                            rig.dispatcher().acknowledge(new Acknowledgement(incident.id(), "ada", rig.now), rig.now));
        }
    }

    private void end() {
        rig.answers = notification -> new Answer.Status(200, Optional.empty());
        for (AlertEvent alert : List.copyOf(firing.values())) {
            rig.now = rig.now.plusSeconds(1);
            resolve(alert);
        }
        rig.leap(Duration.ofHours(1), Duration.ofMinutes(1));

        assertThat(rig.isAtRest()).isTrue();
        everyAlertHasItsEndAndOneKey();
    }

    private void change(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        AlertEvent open = firing.get(name);
        if (open == null) {
            firing.put(name, rig.firing(name));
            hear(firing.get(name));
        } else if (random.nextBoolean()) {
            resolve(open);
        } else {
            hear(open);
        }
    }

    private void resolve(AlertEvent alert) {
        firing.values().remove(alert);
        if (!alert.getFiringSince().plus(WAIT).isAfter(rig.now)) {
            lasting.add(alert.getAlertId());
        }
        hear(rig.resolved(alert));
    }

    private void hear(AlertEvent event) {
        unrecorded.add(event);
        rig.hear(event);
    }

    /** One round of decide, record, send and hear; a crash comes before or after the record, or before an answer is heard. */
    private void turn(Random random, boolean trouble) {
        int crash = trouble ? random.nextInt(12) : -1;
        Turn turn = rig.dispatcher().turn(rig.now);
        if (crash == 0) {
            crash();
            unrecorded.forEach(rig::hear);
            return;
        }
        rig.record(turn);
        unrecorded.clear();
        if (crash == 1) {
            crash();
            return;
        }
        List<Notification> sends = new ArrayList<>(turn.sends());
        for (Notification sent : sends) {
            Answer answer = rig.send(sent);
            if (crash == 2 && random.nextBoolean()) {
                crash();
                return;
            }
            rig.dispatcher().answered(sent.group().key(), answer, rig.now);
        }
        Turn heard = rig.dispatcher().turn(rig.now);
        if (crash == 3) {
            crash();
            return;
        }
        rig.record(heard);
        heard.sends().forEach(sent -> rig.dispatcher().answered(sent.group().key(), rig.send(sent), rig.now));
        rig.turn();
    }

    private void crash() {
        crashes++;
        rig.restart();
    }

    private Answer answer(Random random, boolean trouble) {
        if (!trouble || random.nextInt(3) > 0) {
            return new Answer.Status(200, Optional.empty());
        }
        failures++;
        return switch (random.nextInt(4)) {
            case 0 -> new Answer.Status(429, Optional.of(Duration.ofSeconds(random.nextInt(90))));
            case 1 -> new Answer.Status(400, Optional.empty());
            case 2 -> new Answer.TimedOut();
            default -> new Answer.Status(503, Optional.empty());
        };
    }

    private void everyAlertHasItsEndAndOneKey() {
        Map<String, Standing> last = new HashMap<>();
        Map<String, String> key = new HashMap<>();
        for (Notification notification : rig.arrived) {
            for (Notification.Line line : notification.lines()) {
                String alert = line.event().getAlertId();
                last.put(alert, line.standing());
                assertThat(key.merge(alert, notification.incident(), (first, second) -> first))
                        .as("dedup key of " + alert)
                        .isEqualTo(notification.incident());
            }
        }
        assertThat(last.values()).as("last word about each").containsOnly(Standing.RESOLVED);
    }

    private Set<String> heardOf() {
        return rig.arrived.stream().map(Notification::incident).collect(toSet());
    }

    private Set<String> lastingIncidents() {
        return rig.entries.stream()
                .filter(entry -> entry.what() == Entry.What.OPENED && lasting.contains(entry.detail()))
                .map(Entry::incident)
                .collect(toSet());
    }

    private long repeated() {
        return rig.arrived.size()
                - rig.arrived.stream()
                        .map(CrashInvariantsTest::content)
                        .distinct()
                        .count();
    }

    private static String content(Notification notification) {
        return notification.incident() + new TreeMap<>(Lines.standings(notification));
    }
}
