package dev.probeline.dashboard.page;

import static dev.probeline.dashboard.page.Script.cell;
import static dev.probeline.dashboard.page.Script.series;
import static dev.probeline.dashboard.page.Traffic.BROKEN;
import static dev.probeline.dashboard.page.Traffic.FINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as somebody on call uses it: a real browser, the real service, a real broker, an incident from its first failure to its end. */
@ExtendWith(KafkaClusterExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageIT {
    private static final int WIRE_LIMIT = 150 * 1024;
    /** The best of them counts: the others tell of the machine. */
    private static final int VISITS = 3;

    static KafkaCluster cluster;

    @TempDir
    static Path profile;

    private static Stage stage;
    private static Browser browser;
    private static Traffic traffic;

    @BeforeAll
    static void setTheStage() throws Exception {
        stage = Stage.setOrSkip(cluster, profile);
        browser = stage.browser();
        traffic = stage.traffic();
    }

    @AfterAll
    static void clearTheStage() {
        if (stage != null) {
            stage.close();
        }
    }

    @BeforeEach
    void nextStory() {
        stage.nextStory();
    }

    @Test
    @Order(1)
    void theFirstVisitIsSmallAndSaysThatAllIsWell() {
        List<Long> painted = new ArrayList<>();
        List<Long> usable = new ArrayList<>();
        for (int visit = 1; visit <= VISITS; visit++) {
            browser.forget();
            stage.open("");
            browser.eventually(
                    () -> assertThat(browser.text("#verdict")).isEqualTo("Everything healthy: 9 series in 3 regions"));
            painted.add(browser.at("first-contentful-paint"));
            usable.add(browser.at("usable"));
        }
        System.out.println("first paint after " + painted + " ms, usable after " + usable + " ms");
        assertThat(Collections.min(painted)).as("ms to the first paint").isLessThan(1000);
        assertThat(Collections.min(usable)).as("ms until it can be used").isLessThan(2000);

        long wire = ((Number)
                        browser.run(
                                "return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                                        + ".filter((each) => !each.name.includes('/api/')).reduce((sum, each) => sum + each.transferSize, 0)"))
                .longValue();
        System.out.println(wire + " bytes over the wire");
        assertThat(wire).as("bytes over the wire").isBetween(20_000L, (long) WIRE_LIMIT);
        assertThat(browser.text("#connection")).isEqualTo("Live");
        assertThat(browser.count("#grid a[data-state=healthy]")).isEqualTo(9);
        assertThat(browser.text(cell(FINE, "eu-west"))).contains("healthy", "p95", "ms", "errors 0 %");
        browser.eventually(() -> assertThat((String) browser.run(
                        "return document.querySelector(arguments[0]).getAttribute('d')",
                        cell(FINE, "eu-west") + " .line"))
                .as("an hour's sparkline, a point for each minute")
                .matches("M[^ML]+(L[^ML]+){55,}"));
    }

    @Test
    @Order(2)
    void theGridTurnsAsAModelFailsAndSaysWhereAndSinceWhen() {
        stage.open("");
        browser.eventually(
                () -> assertThat(browser.text(cell(BROKEN, "us-east"))).contains("healthy"));

        browser.run("document.querySelector(arguments[0]).focus()", cell(BROKEN, "us-east"));

        traffic.breakDown();

        browser.eventually(
                () -> assertThat(browser.text(cell(BROKEN, "us-east"))).contains("failing", "errors 100 %"));
        browser.eventually(() -> assertThat(browser.text("#verdict"))
                .startsWith("gpt-4o-mini fails in us-east since ")
                .contains("(100 %): provider"));
        assertThat(browser.text("#grid tbody tr:first-child .model"))
                .as("trouble comes first")
                .isEqualTo(BROKEN);
        assertThat(browser.focused())
                .as("the row moved with the focus in it")
                .isEqualTo(series(BROKEN, "us-east").toString());
    }

    @Test
    @Order(3)
    void anAlertAppearsWithItsEvidenceAndTheVerdictNamesWhoseFaultItIs() {
        stage.open("");
        browser.eventually(() -> assertThat(browser.text("#connection")).isEqualTo("Live"));

        traffic.fire();

        browser.eventually(() -> assertThat(browser.text("#alert-list"))
                .contains("gpt-4o-mini fails in us-east: 100 % of attempts")
                .contains("us-east; healthy in ap-south and eu-west")
                .contains("provider, one region only")
                .contains("24 of 24 attempts failed")
                .contains("server error 83 %"));
        assertThat(browser.text("#verdict"))
                .matches(
                        "gpt-4o-mini fails in us-east since \\d\\d:\\d\\d \\(100 %\\): provider, one region only; "
                                + "gpt-4o is slow in eu-west since \\d\\d:\\d\\d \\(p95 6.20 s\\): one region only \\(its edge, or our network there\\); everything else healthy");
        assertThat(browser.text("#live")).as("told to screen readers").contains("gpt-4o-mini fails in us-east");
        assertThat(browser.title()).isEqualTo("(2 firing) Probeline");
        assertThat(browser.shows("#alert-list .actions"))
                .as("nobody is logged in")
                .isFalse();
        assertThat(browser.text("#incident-list")).contains("still firing");
    }

    @Test
    @Order(4)
    void aCellOpensItsChartsAndTheAddressLeadsBackToThem() {
        stage.open("");
        browser.eventually(
                () -> assertThat(browser.shows(cell(FINE, "eu-west"))).isTrue());
        browser.click(cell(FINE, "eu-west"));

        browser.eventually(
                () -> assertThat(browser.count("#detail[open] .chart")).isEqualTo(6));
        assertThat(browser.text("#detail-title")).isEqualTo("gpt-4o in eu-west");
        assertThat(browser.text("[data-chart=latency]")).contains("p95 6.20 s", "LatencyHigh: 5.00 s");
        assertThat(browser.count("[data-chart=latency] canvas")).isEqualTo(1);
        browser.click("[data-chart=latency] summary");
        browser.eventually(() ->
                assertThat(browser.shows("[data-chart=latency] .numbers td")).isTrue());
        browser.run("document.querySelector('[data-chart=latency]').dataset.old = true");
        browser.click("#detail .ranges button:first-child");
        browser.eventually(() -> assertThat(browser.url()).contains("range=15m"));
        browser.eventually(() -> assertThat(browser.count("[data-old]")).isZero());
        browser.eventually(() -> assertThat(browser.shows("[data-chart=latency] .numbers td"))
                .as("what was opened stays open")
                .isTrue());

        String address = browser.url();
        browser.open("about:blank");
        browser.open(address);
        browser.eventually(() -> assertThat(browser.text("#detail-title")).isEqualTo("gpt-4o in eu-west"));
        browser.press(Keys.ESCAPE);
        browser.eventually(() -> assertThat(browser.shows("#detail")).isFalse());
        assertThat(browser.url()).doesNotContain("series=");
    }

    @Test
    @Order(5)
    void aRestartOfTheServiceIsShownAsStaleAndThenSurvived() throws Exception {
        stage.open("?series=" + query(series(FINE, "eu-west").toString()));
        browser.eventually(() -> assertThat(browser.text("#connection")).isEqualTo("Live"));
        browser.eventually(() -> assertThat(browser.count("#detail .chart")).isEqualTo(6));

        stage.scene().stopService();
        browser.eventually(() -> assertThat(browser.text("#connection")).startsWith("Not connected: shown is "));
        assertThat(browser.count("body[data-stale]")).isEqualTo(1);
        assertThat(browser.text("#alert-list")).as("what was known stays").contains("gpt-4o-mini fails");
        assertThat(browser.text("#verdict"))
                .matches("This page is not connected\\. At \\d\\d:\\d\\d: gpt-4o-mini fails in us-east since .*");
        browser.click("#detail .siblings button:not([aria-current])");
        browser.eventually(() -> assertThat(browser.text("#detail")).contains("The charts could not be read"));
        assertThat(browser.count("#detail .chart"))
                .as("no other series' charts")
                .isZero();

        stage.scene().startService();
        browser.eventually(() -> assertThat(browser.text("#connection")).isEqualTo("Live"));
        browser.eventually(() -> assertThat(browser.count("#detail .chart")).isEqualTo(6));
        browser.eventually(
                () -> assertThat(browser.text(cell(BROKEN, "us-east"))).contains("failing"));
        assertThat(browser.count("body[data-stale]")).isZero();
    }

    @Test
    @Order(6)
    void whatResolvesIsShownAsOver() {
        stage.open("");
        browser.eventually(() -> assertThat(browser.count(".alert")).isEqualTo(2));

        traffic.recover();

        browser.eventually(
                () -> assertThat(browser.text("#verdict")).isEqualTo("Everything healthy: 9 series in 3 regions"));
        assertThat(browser.shows("#alerts")).isFalse();
        assertThat(browser.text("#incident-list")).contains("gpt-4o-mini us-east fails critical", " to ");
        assertThat(browser.text("#incident-list")).doesNotContain("still");
        assertThat(browser.complaints())
                .filteredOn(line -> !line.contains("ERR_"))
                .isEmpty();
    }

    private static String query(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
