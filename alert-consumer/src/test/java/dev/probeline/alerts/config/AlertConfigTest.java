package dev.probeline.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.Fault;
import dev.probeline.runtime.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertConfigTest {
    private static final Map<String, String> ENV = Map.of(
            "SLACK_BOT_TOKEN", "xoxb-very-secret",
            "SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/very-secret",
            "TICKETS_URL", "https://tickets.example.com/hook?token=very-secret",
            "TICKETS_HMAC_SECRET", "very-secret");

    @Test
    void theExampleIsValidAndShowsNoSecret() throws IOException, InvalidConfigException {
        AlertConfig config = ConfigFile.parse(
                Files.readString(Path.of("examples/alert-consumer.yaml")),
                "alert-consumer.yaml",
                AlertConfig.class,
                ENV::get);

        assertThat(config.receivers()).containsOnlyKeys("oncall", "announcements", "tickets");
        assertThat(config.receivers().get("tickets").giveUpAfter()).isEqualTo(Duration.ofHours(12));
        assertThat(config.toString()).doesNotContain("very-secret");
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

        InvalidConfigException invalid = catchThrowableOfType(
                InvalidConfigException.class,
                () -> ConfigFile.parse(yaml, "alerts.yml", AlertConfig.class, name -> "very-secret"));

        assertThat(invalid.faults()).extracting(Fault::line).containsExactly(3, 4, 5, 6);
        assertThat(invalid).hasMessageContaining("receivers.a.url").hasMessageNotContaining("very-secret");
    }
}
