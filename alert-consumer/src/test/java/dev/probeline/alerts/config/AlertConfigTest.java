package dev.probeline.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probeline.alerts.core.route.Held;
import dev.probeline.alerts.core.route.Inhibitor;
import dev.probeline.alerts.core.route.Plan;
import dev.probeline.alerts.core.route.Route;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.Fault;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertConfigTest {
    private static final String SECRET = "very-secret-indeed";

    @Test
    void theExampleIsValidAndShowsNoSecret() throws IOException, InvalidConfigException {
        AlertConfig config = example();

        assertThat(config.receivers())
                .containsOnlyKeys(
                        "oncall",
                        "pager",
                        "announcements",
                        "tickets",
                        "mail",
                        "upstream",
                        "teams",
                        "discord",
                        "terminal");
        assertThat(config.receivers().get("tickets").giveUpAfter()).isEqualTo(Duration.ofHours(12));
        assertThat(config.toString()).doesNotContain(SECRET);
    }

    @Test
    void theExamplesRoutesLeadWhereTheySay() throws Exception {
        Plan plan = example().plan();

        assertThat(receivers(plan, Map.of("severity", "critical"))).containsExactly("pager", "oncall");
        assertThat(receivers(plan, Map.of("severity", "warning", "team", "billing")))
                .containsExactly("tickets");
        assertThat(receivers(plan, Map.of("severity", "error"))).containsExactly("oncall");
        Route info = plan.root().to(Map.of("severity", "info")).get(0);
        assertThat(info.receiver()).isEqualTo("mail");
        assertThat(plan.muted(info.pace(), Instant.parse("2026-11-02T22:00:00Z")))
                .as("at night")
                .contains(Held.ACTIVE_TIME_INTERVAL);
        assertThat(plan.muted(info.pace(), Instant.parse("2026-11-02T10:00:00Z")))
                .isEmpty();
    }

    @Test
    void withoutRoutesEveryReceiverIsToldEverything() throws InvalidConfigException {
        AlertConfig config = parse("""
                kafka: {bootstrap_servers: "localhost:9092"}
                receivers: {a: {type: terminal}, b: {type: terminal}}
                """);

        assertThat(receivers(config.plan(), Map.of())).containsExactly("a", "b");
    }

    @Test
    void tellsAllFaultsAndNoSecret() {
        String yaml = """
                kafka: {bootstrap_servers: "localhost:9092"}
                receivers:
                  a: {type: webhook, url: "${env:BAD_URL}"}
                  b: {type: slack, channel: c}
                  c: {type: pager}
                  d: {type: webhook, url: "http://localhost/", timeout: 10s, give_up_after: 5s}
                """;

        InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class, () -> parse(yaml));

        assertThat(invalid.faults()).extracting(Fault::line).containsExactly(3, 4, 5, 6);
        assertThat(invalid).hasMessageContaining("receivers.a.url").hasMessageNotContaining(SECRET);
    }

    @Test
    void aRouteThatNamesWhatIsNotThereIsTold() {
        String yaml = """
                kafka: {bootstrap_servers: "localhost:9092"}
                receivers: {a: {type: terminal}}
                time_intervals:
                  - {name: nights, time_intervals: [{times: [{start_time: "00:00", end_time: "06:00"}]}]}
                route:
                  receiver: a
                  routes:
                    - {receiver: b, mute_time_intervals: [nigths]}
                """;

        InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class, () -> parse(yaml));

        assertThat(invalid)
                .hasMessageContaining("route.routes[0].receiver: b (expected: one of the receivers [a])")
                .hasMessageContaining(
                        "route.routes[0].mute_time_intervals: nigths (expected: one of the time_intervals [nights])");
    }

    @Test
    void twoRoutesThatAreOneAndDisagreeAreTold() {
        String yaml = """
                kafka: {bootstrap_servers: "localhost:9092"}
                receivers: {a: {type: terminal}, b: {type: terminal}}
                route:
                  receiver: a
                  routes:
                    - {matchers: ['severity="critical"'], receiver: b, group_wait: 5m, continue: true}
                    - {matchers: ['severity="critical"'], receiver: a, group_wait: 2s, continue: true}
                    - {matchers: ['severity="critical"'], receiver: b, group_wait: 0s}
                """;

        InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class, () -> parse(yaml));

        assertThat(invalid.faults()).hasSize(1);
        assertThat(invalid)
                .hasMessageContaining("{severity=\"critical\"} to b twice")
                .hasMessageContaining("one route for the same matchers and receiver");
    }

    @Test
    void theRoutesOfTheExampleWithTheSameMatchersKeepTheirOwnTimes() throws IOException, InvalidConfigException {
        Plan plan = example().plan();

        Map<String, String> critical = Map.of("severity", "critical", "alertname", "ErrorRateHigh");
        assertThat(plan.root().to(critical))
                .extracting(route -> plan.pace(route.group(critical)).groupWait())
                .containsExactly(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Test
    void aTimeThatIsNoneIsTold() {
        String yaml = """
                kafka: {bootstrap_servers: "localhost:9092"}
                time_intervals:
                  - name: nights
                    time_intervals:
                      - {times: [{start_time: "22:00", end_time: "06:00"}]}
                      - {weekdays: ["monday:fryday"]}
                      - {location: Berlin}
                """;

        InvalidConfigException invalid = catchThrowableOfType(InvalidConfigException.class, () -> parse(yaml));

        assertThat(invalid)
                .hasMessageContaining("write one that passes midnight as two")
                .hasMessageContaining("weekdays: monday:fryday (expected: one of sunday to saturday")
                .hasMessageContaining("location: Berlin (expected: a time zone such as Europe/Berlin)");
    }

    @Test
    void onePipelineThatLagsDoesNotSpeakForTheRegionsOfOtherModels() throws InvalidConfigException {
        Plan plan = parse("kafka: {bootstrap_servers: \"localhost:9092\"}").plan();
        Map<String, String> lagging =
                Map.of("alertname", "PipelineSilent", "provider", "*", "model", "*", "region", "*");
        Map<String, String> region =
                Map.of("alertname", "ProberSilent", "provider", "*", "model", "*", "region", "eu-west");

        assertThat(new Inhibitor(plan.inhibitions(), List.of(lagging)).speaksFor(region))
                .isEmpty();
    }

    private static List<String> receivers(Plan plan, Map<String, String> labels) {
        return plan.root().to(labels).stream().map(Route::receiver).toList();
    }

    private static AlertConfig example() throws IOException, InvalidConfigException {
        return ConfigFile.parse(
                Files.readString(Path.of("examples/alert-consumer.yaml")),
                "alert-consumer.yaml",
                AlertConfig.class,
                name -> name.endsWith("_URL") ? "https://example.com/" + SECRET : SECRET);
    }

    private static AlertConfig parse(String yaml) throws InvalidConfigException {
        return ConfigFile.parse(yaml, "alerts.yml", AlertConfig.class, name -> SECRET);
    }
}
