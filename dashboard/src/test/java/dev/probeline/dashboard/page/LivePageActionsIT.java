package dev.probeline.dashboard.page;

import static dev.probeline.dashboard.page.Script.failing;
import static dev.probeline.dashboard.page.Script.failingAlert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.schemas.events.AlertEvent;
import dev.probeline.schemas.events.AlertState;
import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.junit5ext.KafkaClusterExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Whoever is on call logs in, takes an alert and silences one, in a browser and against the notifier that hears it. */
@ExtendWith(KafkaClusterExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageActionsIT {
    private static final String TOKEN = "a-token-of-ada's-own";
    private static final String SPELT = "gpt \"4\\o\" <b onclick=x>";
    private static final String KNOWN = "gpt-4o-mini";
    private static final String LATER = "gpt-5";

    static KafkaCluster cluster;

    @TempDir
    static Path profile;

    private static Scene scene;
    private static OnDuty onDuty;
    private static Browser browser;

    @BeforeAll
    static void startEverythingOnce() throws Exception {
        browser = Browser.startOrSkip(profile);
        scene = new Scene(cluster.getBootstrapServers());
        onDuty = new OnDuty(scene.kafka());
        scene.startService("""
                auth: {tokens: {ada: "%s"}}
                alert_consumer: {url: "%s", token: "%s"}
                """.formatted(TOKEN, onDuty.url(), OnDuty.TOKEN));
        Instant end = Traffic.tenSeconds();
        scene.tell(List.of(failing(KNOWN, "us-east", end, "overloaded"), failing(SPELT, "us-east", end, "overloaded")));
        scene.tell(firing(KNOWN, "known", 60));
        scene.tell(firing(SPELT, "spelt", 50));
        browser.size(1280, 900);
    }

    @AfterAll
    static void stopEverything() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, scene, onDuty}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    @Order(1)
    void whoLogsInWithATokenMayAct() {
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.count(".alert")).isEqualTo(2));
        assertThat(browser.count(".actions")).as("a reader sees none").isZero();

        browser.click("#session");
        browser.type("#token", "a-guessed-token", Keys.ENTER);
        browser.eventually(() -> assertThat(browser.text("#login .said")).isEqualTo("That token is not known here."));
        browser.type("#token", TOKEN, Keys.ENTER);

        browser.eventually(() -> assertThat(browser.text("#session")).isEqualTo("Log out ada"));
        assertThat(browser.shows("#login")).isFalse();
        browser.eventually(() -> assertThat(browser.count(".actions")).isEqualTo(2));
        browser.size(360, 740);
        assertThat(browser.run("const e = document.documentElement; return e.scrollWidth - e.clientWidth"))
                .as("too wide for a phone")
                .isEqualTo(0L);
        browser.size(1280, 900);
    }

    @Test
    @Order(2)
    void whoTakesAnAlertByKeyboardIsNamedToEverybody() {
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.count(".actions")).isEqualTo(2));
        browser.eventually(() -> assertThat(onDuty.told()).containsExactlyInAnyOrder(KNOWN, SPELT));

        browser.press("a");
        assertThat(browser.focused()).isEqualTo("Evidence");
        browser.press(Keys.TAB, Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Acknowledge");
        browser.press(Keys.ENTER);

        browser.eventually(() -> assertThat(browser.text(card("known"))).contains("by ada"));
        assertThat(browser.focused()).as("the button is gone, the focus is not").isEqualTo("Evidence");
        assertThat(browser.count(card("known") + " .actions > button")).isZero();
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.text(card("known"))).contains("by ada"));
    }

    @Test
    @Order(3)
    void whatIsSilencedIsHeldUntilTheSilenceIsEnded() {
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.count(".actions")).isEqualTo(2));

        browser.type(card("spelt") + " .silence input", "we know <b>it</b>", Keys.ENTER);
        browser.eventually(() -> assertThat(browser.text(card("spelt")))
                .containsPattern("Silenced\\s+until \\d\\d:\\d\\d by ada .*: we know <b>it</b>"));
        assertThat(browser.text("#silence-list"))
                .contains("model=\"gpt \\\"4\\\\o\\\" <b onclick=x>\"", "we know <b>it</b>");
        assertThat(browser.text(card("known"))).as("nothing wider").doesNotContain("Silenced");
        assertThat(browser.count("main b[onclick]")).isZero();

        scene.tell(firing(SPELT, "spelt again", 40));
        scene.tell(firing(LATER, "later", 30));
        browser.eventually(() -> assertThat(onDuty.told()).contains(LATER));
        assertThat(onDuty.told()).containsOnlyOnce(SPELT);
        browser.eventually(() -> assertThat(browser.text(card("spelt again"))).contains("Silenced"));

        browser.click("#silence-list button");
        browser.eventually(() -> assertThat(browser.shows("#silence-list")).isFalse());
        browser.eventually(() -> assertThat(onDuty.told())
                .filteredOn(SPELT::equals)
                .as("told now")
                .hasSize(2));
    }

    @Test
    @Order(4)
    void whatCouldNotBeDoneIsSaid() {
        browser.open(scene.url(""));
        browser.eventually(
                () -> assertThat(browser.count(card("later") + " .actions")).isEqualTo(1));

        onDuty.stopApi();
        browser.click(card("later") + " .actions > button");

        browser.eventually(() -> assertThat(browser.text(card("later") + " .said"))
                .isEqualTo("not done: the alert consumer does not answer"));
    }

    @Test
    @Order(5)
    void whoLogsOutMayOnlyLook() {
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.text("#session")).isEqualTo("Log out ada"));

        browser.click("#session");

        browser.eventually(() -> assertThat(browser.text("#session")).isEqualTo("Log in"));
        browser.eventually(() -> assertThat(browser.count(".actions")).isZero());
        assertThat(browser.count(".alert")).as("still shown").isEqualTo(4);
    }

    @Test
    @Order(6)
    void aLinkThatBringsTheTokenLogsInAndDoesNotKeepIt() {
        browser.open(scene.url("?q=gpt#token=" + TOKEN));

        browser.eventually(() -> assertThat(browser.text("#session")).isEqualTo("Log out ada"));
        assertThat(browser.url()).endsWith("/?q=gpt");
    }

    @Test
    @Order(7)
    void whoseLoginHasExpiredIsAskedToLogInAgain() throws Exception {
        scene.stopService();
        scene.startService("auth: {anonymous: none, tokens: {ada: \"" + TOKEN + "\"}}\n");
        browser.open(scene.url(""));
        browser.eventually(() -> assertThat(browser.text("#connection")).isEqualTo("Live"));

        browser.forgetCookies();
        scene.stopService();
        scene.startService();

        browser.eventually(() -> assertThat(browser.shows("#login")).isTrue());
        browser.type("#token", TOKEN, Keys.ENTER);
        browser.eventually(() -> assertThat(browser.text("#connection")).isEqualTo("Live"));
        assertThat(browser.shows("#login")).isFalse();
    }

    private static AlertEvent firing(String model, String id, int secondsAgo) {
        return failingAlert(model, "us-east", AlertState.firing, Instant.now().minusSeconds(secondsAgo))
                .setAlertId(id)
                .setAnnotations(Map.of("summary", model + " fails"))
                .build();
    }

    private static String card(String alert) {
        return "[data-alert=\"" + alert + "\"]";
    }
}
