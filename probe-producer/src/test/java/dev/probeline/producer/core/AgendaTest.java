package dev.probeline.producer.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Schedule EVERY_TEN = new Schedule(10_000, 3_000);

    @Property
    void anInstantIsTheSameForAllWhoAsk(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long now,
            @ForAll @IntRange(min = 100, max = 100_000) int interval,
            @ForAll String target) {
        Schedule schedule = Schedule.of(Duration.ofMillis(interval), "eu", target);
        Instant due = schedule.after(Instant.ofEpochMilli(now));
        assertThat(due.toEpochMilli()).isBetween(now + 1, now + interval);
        assertThat(schedule.after(due.minusMillis(1))).isEqualTo(due);
        assertThat(schedule.after(due)).isEqualTo(due.plusMillis(interval));
    }

    @Test
    void targetsAreSpreadOverTheInterval() {
        Set<Long> tenths = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            tenths.add(Schedule.of(Duration.ofSeconds(10), "eu", "target-" + i).offsetMillis() / 1_000);
        }
        assertThat(tenths).hasSize(10);
    }

    @Test
    void givesEachProbeOnceAtItsInstant() {
        Agenda agenda = new Agenda(Map.of("a", EVERY_TEN), START);
        assertThat(agenda.next()).isEqualTo(at(3));
        assertThat(agenda.take(at(2))).isEmpty();
        assertThat(agenda.take(at(3))).containsExactly(new Agenda.Due("a", at(3), 0));
        assertThat(agenda.take(at(4))).isEmpty();
        assertThat(agenda.next()).isEqualTo(at(13));
    }

    @Test
    void countsWhatPassedUnservedInsteadOfMakingUpForIt() {
        Agenda agenda = new Agenda(Map.of("a", EVERY_TEN), START);
        assertThat(agenda.take(at(38))).containsExactly(new Agenda.Due("a", at(33), 3));
        assertThat(agenda.next()).isEqualTo(at(43));
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        Agenda agenda = new Agenda(Map.of("a", EVERY_TEN), START);
        agenda.take(at(3));
        assertThat(agenda.take(at(-3_600))).isEmpty();
        assertThat(agenda.next()).isEqualTo(at(-3_597));
    }

    @Test
    void doesNotRepeatAProbeForASmallCorrectionOfTheClock() {
        Agenda agenda = new Agenda(Map.of("a", EVERY_TEN), START);
        agenda.take(at(3));
        assertThat(agenda.take(at(3).minusMillis(500))).isEmpty();
        assertThat(agenda.next()).isEqualTo(at(13));
    }

    @Test
    void otherTargetsNeitherRepeatNorMoveWhatIsInBoth() {
        Schedule everySecond = new Schedule(1_000, 0);
        Agenda agenda = new Agenda(Map.of("a", EVERY_TEN, "gone", everySecond), START);
        agenda.take(at(3));
        Agenda next = agenda.with(Map.of("a", EVERY_TEN, "new", everySecond));
        assertThat(next.take(at(3))).isEmpty();
        assertThat(next.take(at(4))).containsExactly(new Agenda.Due("new", at(4), 0));
        assertThat(next.take(at(13))).contains(new Agenda.Due("a", at(13), 0));
    }

    @Test
    void servesManyTargetsInOrder() {
        Agenda agenda = new Agenda(Map.of("a", EVERY_TEN, "b", new Schedule(1_000, 0)), START);
        List<Agenda.Due> due = agenda.take(at(3));
        assertThat(due).containsExactlyInAnyOrder(new Agenda.Due("a", at(3), 0), new Agenda.Due("b", at(3), 2));
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
