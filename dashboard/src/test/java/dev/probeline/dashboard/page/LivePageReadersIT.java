package dev.probeline.dashboard.page;

import static dev.probeline.dashboard.page.Script.cell;
import static dev.probeline.dashboard.page.Script.series;
import static dev.probeline.dashboard.page.Traffic.BROKEN;
import static dev.probeline.dashboard.page.Traffic.FINE;
import static dev.probeline.dashboard.page.Traffic.HOSTILE;
import static dev.probeline.dashboard.page.Traffic.HOSTILE_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The page in the midst of an incident for whoever looks: by keyboard, by screen reader, on a phone, by a hostile name. */
@ExtendWith(KafkaClusterExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageReadersIT {
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
        traffic.breakDown();
        traffic.fire();
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

    /** With {@code -Dprobeline.screenshots=FOLDER} they go there: the pictures of the README. */
    @Test
    @Order(1)
    void theReadmesPicturesAreTakenHere() throws IOException {
        browser.size(1000, 820);
        picture("light", "", ".alert", 2);
        picture("dark", "?range=15m&series=" + query(series(FINE, "eu-west").toString()), "#detail .chart canvas", 5);
        browser.prefer("light");
        browser.size(390, 844);
        picture("phone", "", ".alert", 2);
    }

    private static void picture(String name, String query, String awaited, int count) throws IOException {
        browser.prefer(name.equals("dark") ? "dark" : "light");
        stage.open(query);
        browser.eventually(() -> assertThat(browser.count(awaited)).isEqualTo(count));
        byte[] picture = browser.screenshot();
        assertThat(picture).hasSizeBetween(10_000, 150 * 1024);
        Path folder = Path.of(System.getProperty("probeline.screenshots", "target/screenshots"));
        Files.createDirectories(folder);
        Files.write(folder.resolve("page-" + name + ".png"), picture);
    }

    @Test
    @Order(5)
    void hostileNamesAndMessagesAreOnlyText() {
        traffic.addHostileName();
        stage.open("?series=" + query(series(BROKEN, "us-east").toString()));
        browser.eventually(() -> assertThat(browser.text("#detail")).contains(HOSTILE_MESSAGE));
        stage.open("?series=" + query(series(HOSTILE, "eu-west").toString()));
        browser.eventually(() -> assertThat(browser.text("#detail-title")).isEqualTo(HOSTILE + " in eu-west"));

        assertThat(browser.text("#grid")).contains(HOSTILE);
        assertThat(browser.count("main img, dialog img, main script, dialog script, [onclick]"))
                .isZero();
        assertThat(browser.title()).doesNotContain("owned");
        assertThat(browser.complaints())
                .as("the console, the content security policy's refusals among it")
                .isEmpty();
    }

    @Test
    @Order(2)
    void everythingCanBeReachedByKeyboard() {
        stage.open("");
        browser.eventually(() -> assertThat(browser.count("#grid a")).isEqualTo(9));

        browser.press("/");
        browser.press("mini");
        browser.eventually(() -> assertThat(browser.count("#grid a")).isEqualTo(3));
        assertThat(browser.url()).endsWith("?q=mini");
        browser.press(Keys.ESCAPE);
        browser.press("g");
        assertThat(browser.focused()).isEqualTo(series(BROKEN, "ap-south").toString());
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(browser.focused()).isEqualTo(series(BROKEN, "us-east").toString());
        browser.press(Keys.ENTER);
        browser.eventually(() -> assertThat(browser.focused()).isEqualTo("detail-title"));
        browser.press(Keys.ESCAPE);
        browser.eventually(() -> assertThat(browser.focused())
                .as("the focus comes back")
                .isEqualTo(series(BROKEN, "us-east").toString()));
    }

    @Test
    @Order(6)
    void theFocusStaysInAnIncidentThatIsDrawnAgain() {
        stage.open("");
        browser.eventually(
                () -> assertThat(browser.count("#incident-list button")).isEqualTo(2));
        browser.run("const b = document.querySelectorAll('#incident-list button')[1]; b.dataset.old = true; b.focus()");
        String focused = browser.focused();

        browser.eventually(() -> assertThat(browser.count("[data-old]")).isZero());

        assertThat(browser.focused()).isEqualTo(focused).contains("gpt-4o");
    }

    @Test
    @Order(7)
    void aRollUpShowsTheFailuresOfItsRegions() {
        traffic.rollUp();
        stage.open("?series=" + query(series(BROKEN, "*").toString()));

        browser.eventually(() -> assertThat(browser.text("#detail-title")).isEqualTo(BROKEN + " in all regions"));
        browser.eventually(() -> assertThat(browser.text("#detail .examples")).contains(HOSTILE_MESSAGE, "in us-east"));
        assertThat(browser.count("#detail .examples li")).isEqualTo(1);
    }

    @Test
    @Order(3)
    void axeFindsNothing() throws IOException {
        for (String scheme : new String[] {"light", "dark"}) {
            browser.prefer(scheme);
            stage.open("");
            browser.eventually(() -> assertThat(browser.count(".alert")).isEqualTo(2));
            assertThat(browser.accessibilityFaults()).as(scheme).isEmpty();
            browser.click(cell(BROKEN, "us-east"));
            browser.eventually(() -> assertThat(browser.count("#detail .chart")).isEqualTo(6));
            assertThat(browser.accessibilityFaults()).as(scheme + ", detail").isEmpty();
        }
    }

    @Test
    @Order(4)
    void aPhoneShowsItWithoutScrollingSideways() throws IOException {
        browser.size(360, 740);
        stage.open("");
        browser.eventually(() -> assertThat(browser.count(".alert")).isEqualTo(2));
        assertThat(browser.run("const e = document.documentElement; return e.scrollWidth - e.clientWidth"))
                .isEqualTo(0L);
        assertThat((Long) browser.run(
                        "return Math.round(document.querySelector('#verdict').getBoundingClientRect().bottom)"))
                .as("the verdict is above the fold")
                .isLessThan(740);
        assertThat(browser.accessibilityFaults()).isEmpty();
        browser.click(cell(BROKEN, "us-east"));
        browser.eventually(() -> assertThat(browser.count("#detail .chart")).isEqualTo(6));
        assertThat(browser.run("const d = document.querySelector('#detail'); return d.scrollWidth - d.clientWidth"))
                .isEqualTo(0L);
    }

    private static String query(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
