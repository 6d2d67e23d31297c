package dev.probeline.alerts.channel.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import dev.probeline.alerts.channel.HttpClients;
import java.time.Duration;
import java.util.List;

/** Slack's client with our HTTP bounds and without its own logging, which would show requests at DEBUG. */
final class SlackClients {
    static Slack of(String apiUrl, Duration timeout) {
        SlackConfig config = new SlackConfig();
        config.setHttpClientResponseHandlers(List.of());
        config.setStatsEnabled(false);
        config.getMethodsConfig().setStatsEnabled(false);
        config.setMethodsEndpointUrlPrefix(apiUrl.endsWith("/") ? apiUrl : apiUrl + "/");
        return Slack.getInstance(config, new SlackHttpClient(HttpClients.within(timeout)));
    }

    private SlackClients() {}
}
