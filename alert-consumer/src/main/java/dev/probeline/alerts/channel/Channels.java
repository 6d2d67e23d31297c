package dev.probeline.alerts.channel;

import dev.probeline.alerts.channel.alertmanager.AlertmanagerChannel;
import dev.probeline.alerts.channel.discord.DiscordChannel;
import dev.probeline.alerts.channel.email.EmailChannel;
import dev.probeline.alerts.channel.pagerduty.PagerDutyChannel;
import dev.probeline.alerts.channel.slack.SlackChannel;
import dev.probeline.alerts.channel.slack.SlackWebhookChannel;
import dev.probeline.alerts.channel.teams.TeamsChannel;
import dev.probeline.alerts.channel.terminal.TerminalChannel;
import dev.probeline.alerts.channel.webhook.WebhookChannel;
import dev.probeline.alerts.config.AlertmanagerReceiver;
import dev.probeline.alerts.config.DiscordReceiver;
import dev.probeline.alerts.config.EmailReceiver;
import dev.probeline.alerts.config.PagerDutyReceiver;
import dev.probeline.alerts.config.Receiver;
import dev.probeline.alerts.config.SlackReceiver;
import dev.probeline.alerts.config.SlackWebhookReceiver;
import dev.probeline.alerts.config.TeamsReceiver;
import dev.probeline.alerts.config.WebhookReceiver;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Which channel serves which receiver. */
public final class Channels {
    /** @param links where people look further */
    public static Channel of(String name, Receiver receiver, Links links, Clock clock) {
        if (receiver instanceof SlackReceiver slack) {
            return new SlackChannel(slack, links, clock);
        }
        if (receiver instanceof SlackWebhookReceiver slack) {
            return new SlackWebhookChannel(slack, links, clock);
        }
        if (receiver instanceof AlertmanagerReceiver own) {
            return new AlertmanagerChannel(own, links, clock);
        }
        if (receiver instanceof DiscordReceiver own) {
            return new DiscordChannel(own, links, clock);
        }
        if (receiver instanceof EmailReceiver own) {
            return new EmailChannel(own, links, clock);
        }
        if (receiver instanceof PagerDutyReceiver own) {
            return new PagerDutyChannel(own, links, clock);
        }
        if (receiver instanceof TeamsReceiver own) {
            return new TeamsChannel(own, links, clock);
        }
        if (receiver instanceof WebhookReceiver webhook) {
            return new WebhookChannel(name, webhook, links, clock);
        }
        return new TerminalChannel(new PrintWriter(System.out, true, StandardCharsets.UTF_8), links);
    }

    private Channels() {}
}
