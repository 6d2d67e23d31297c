package dev.probeline.dashboard.page;

import static dev.probeline.dashboard.page.Script.REGIONS;
import static dev.probeline.dashboard.page.Script.attempt;
import static dev.probeline.dashboard.page.Script.failing;
import static dev.probeline.dashboard.page.Script.failingAlert;
import static dev.probeline.dashboard.page.Script.healthy;
import static dev.probeline.dashboard.page.Script.slow;
import static dev.probeline.dashboard.page.Script.slowAlert;

import dev.probeline.schemas.SeriesKey;
import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the aggregator tells of three models in three regions, as healthy or broken as the incident has them now. */
final class Traffic {
    static final String FINE = "gpt-4o";
    static final String BROKEN = "gpt-4o-mini";
    static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";
    static final String HOSTILE_MESSAGE = "</script><script>document.title='owned'</script><b onclick=x>{{7*7}}";
    private static final String UNTOUCHED = "gpt-5";

    private final Scene scene;
    private final Instant brokenSince = Instant.now().minusSeconds(480);
    private boolean broken;
    private boolean hostile;

    Traffic(Scene scene) {
        this.scene = scene;
    }

    /** Windows as if the last hour had been watched, the last quarter of it every ten seconds. */
    void lastHour() {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        IntStream.range(0, 59)
                .mapToObj(ago -> minute.minus(Duration.ofMinutes(ago)))
                .forEach(this::tell);
        IntStream.range(1, 90).forEach(ago -> tell(tenSeconds().minusSeconds(10L * ago)));
        IntStream.range(1, 60)
                .mapToObj(ago -> Instant.now().minusSeconds(10L * ago))
                .forEach(then -> scene.tell(attempt(FINE, "eu-west", then, null)));
    }

    /** The window that is open now, of all series. */
    void now() {
        tell(tenSeconds());
    }

    /** One model fails in a region and another is slow in another, for eight minutes already. */
    void breakDown() {
        broken = true;
        IntStream.rangeClosed(0, 48).forEach(ago -> tell(tenSeconds().minusSeconds(10L * ago)));
        scene.tell(attempt(BROKEN, "us-east", Instant.now(), HOSTILE_MESSAGE));
    }

    /** One alert for each of the two. */
    void fire() {
        scene.tell(failure(AlertState.firing).build());
        scene.tell(slowness(AlertState.firing).build());
    }

    void recover() {
        broken = false;
        Instant over = Instant.now();
        for (AlertEvent.Builder alert : List.of(failure(AlertState.resolved), slowness(AlertState.resolved))) {
            scene.tell(alert.setPreviousState(AlertState.firing)
                    .setAt(over)
                    .setResolvedAt(over)
                    .build());
        }
        now();
    }

    /** All regions of the broken model as one. */
    void rollUp() {
        scene.tell(List.of(failing(BROKEN, SeriesKey.ALL, tenSeconds(), HOSTILE_MESSAGE)));
    }

    private AlertEvent.Builder failure(AlertState state) {
        return failingAlert(BROKEN, "us-east", state, brokenSince);
    }

    private AlertEvent.Builder slowness(AlertState state) {
        return slowAlert(FINE, "eu-west", brokenSince.plusSeconds(20)).setState(state);
    }

    /** From now on there is a model whose name is an attack. */
    void addHostileName() {
        hostile = true;
        now();
    }

    private void tell(Instant end) {
        List<ProbeMetrics> told = new ArrayList<>();
        for (String region : REGIONS) {
            told.add(broken && region.equals("eu-west") ? slow(FINE, region, end) : healthy(FINE, region, end));
            told.add(
                    broken && region.equals("us-east")
                            ? failing(BROKEN, region, end, HOSTILE_MESSAGE)
                            : healthy(BROKEN, region, end));
            told.add(healthy(UNTOUCHED, region, end));
        }
        if (hostile) {
            told.add(healthy(HOSTILE, "eu-west", end));
        }
        scene.tell(told);
    }

    /** The end of the window that is open now. */
    static Instant tenSeconds() {
        return Instant.ofEpochSecond((Instant.now().getEpochSecond() / 10 + 1) * 10);
    }
}
