package dev.probeline.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who goes off duty waits for so long, so that nobody is told twice. */
class ReceiverBoundTest {
    @Test
    void itCoversAllRequestsOfOneNotification() throws InvalidConfigException {
        AlertConfig config = ConfigFile.parse("""
                kafka: {bootstrap_servers: "localhost:9092"}
                receivers:
                  hook: {type: webhook, url: "http://localhost/", timeout: 40s}
                  chat: {type: slack, channel: c, bot_token: t, timeout: 10s}
                  upstream: {type: alertmanager, urls: ["http://a:9093", "http://b:9093", "http://c:9093"], timeout: 7s}
                  mail: {type: email, to: [a@example.com], from: b@example.com, host: localhost, timeout: 20s}
                """, "alerts.yml", AlertConfig.class, name -> "");

        assertThat(bound(config, "hook")).isEqualTo(Duration.ofSeconds(40));
        assertThat(bound(config, "chat")).isEqualTo(Duration.ofSeconds(20));
        assertThat(bound(config, "upstream")).isEqualTo(Duration.ofSeconds(21));
        assertThat(bound(config, "mail")).isEqualTo(Duration.ofSeconds(60));
    }

    private static Duration bound(AlertConfig config, String receiver) {
        return config.receivers().get(receiver).bound();
    }
}
