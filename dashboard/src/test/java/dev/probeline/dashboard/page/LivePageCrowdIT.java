package dev.probeline.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.ProbeMetrics;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page with five hundred rows, its worst shape: how soon it can be used, and how soon a change of all is seen. For the
 * whole day of the load proof: {@code -Dprobeline.crowd.minutes=1440}.
 */
@ExtendWith(KafkaClusterExtension.class)
class LivePageCrowdIT {
    private static final int ROWS = Integer.getInteger("probeline.crowd.rows", 500);
    private static final int MINUTES = Integer.getInteger("probeline.crowd.minutes", 2);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int VISITS = 3;

    static KafkaCluster cluster;

    @TempDir
    static Path profile;

    private static Scene scene;
    private static Browser browser;

    @BeforeAll
    static void startEverythingOnce() throws Exception {
        browser = Browser.startOrSkip(profile);
        scene = new Scene(cluster.getBootstrapServers());
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        IntStream.range(0, MINUTES).forEach(ago -> scene.tell(all(minute.minus(Duration.ofMinutes(ago)), 0)));
        scene.startService();
    }

    @AfterAll
    static void stopEverything() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, scene}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void fiveHundredRowsCanSoonBeUsed() {
        for (int width : new int[] {1280, 360}) {
            browser.size(width, 740);
            List<Long> painted = new ArrayList<>();
            List<Long> usable = new ArrayList<>();
            for (int visit = 1; visit <= VISITS; visit++) {
                browser.open("about:blank");
                browser.forget();
                browser.open(scene.url(""));
                browser.eventually(() -> assertThat(browser.count("#grid a")).isEqualTo(ROWS));
                painted.add(browser.at("first-contentful-paint"));
                usable.add(browser.at("usable"));
            }
            System.out.println(width + " px: first paint after " + painted + " ms, usable after " + usable + " ms");
            assertThat(usable).anyMatch(ms -> ms < SOON.toMillis());
        }
    }

    @Test
    void aChangeOfAllOfThemIsSoonSeen() {
        browser.size(1280, 740);
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.text("#connection")).isEqualTo("Live"));
        browser.run("window.busy = []; new PerformanceObserver((seen) => window.busy.push("
                + "...seen.getEntries().map((each) => Math.round(each.duration)))).observe({type: 'longtask'})");
        List<Long> seen = new ArrayList<>();
        for (int failing : new int[] {ROWS / 2, ROWS, 0}) {
            Instant told = Instant.now();
            scene.tell(all(Traffic.tenSeconds(), failing));
            browser.eventually(
                    () -> assertThat(browser.count("#grid a[data-state=error]")).isEqualTo(failing));
            seen.add(Duration.between(told, Instant.now()).toMillis());
        }
        System.out.println("all rows change: seen after " + seen + " ms, long tasks of "
                + browser.run("return window.busy") + " ms");
        assertThat(seen).anyMatch(ms -> ms < SOON.toMillis());
    }

    private static List<ProbeMetrics> all(Instant end, int failing) {
        return IntStream.range(0, ROWS)
                .mapToObj(number -> number < failing
                        ? Script.failing("model-" + number, "eu-west", end, "overloaded")
                        : Script.healthy("model-" + number, "eu-west", end))
                .toList();
    }
}
