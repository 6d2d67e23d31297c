package dev.probeline.alerts.channel.slack;

import com.slack.api.model.block.LayoutBlock;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.message.Cut;
import dev.probeline.alerts.core.message.Headline;
import java.util.List;

/**
 * An incident as Slack shows it.
 *
 * @param text for notifications and screen readers
 * @param blocks Block Kit, within Slack's limits
 */
record SlackMessage(String text, List<LayoutBlock> blocks) {
    /** Slack advises 4000 and cuts at 40,000. */
    static final int TEXT_LIMIT = 3000;

    static SlackMessage of(Notification notification, Links links) {
        return new SlackMessage(
                Cut.to(TEXT_LIMIT, SlackBlocks.escape(Headline.of(notification))), SlackBlocks.of(notification, links));
    }
}
