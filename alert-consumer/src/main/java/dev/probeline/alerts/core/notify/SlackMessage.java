package dev.probeline.alerts.core.notify;

import com.slack.api.model.block.LayoutBlock;
import dev.probeline.schemas.events.AlertEvent;
import java.util.List;

/**
 * An alert event as Slack shows it.
 *
 * @param text for notifications and screen readers
 * @param blocks Block Kit, within Slack's limits
 */
public record SlackMessage(String text, List<LayoutBlock> blocks) {
    /** Slack advises 4000 and cuts at 40,000. */
    static final int TEXT_LIMIT = 3000;

    public static SlackMessage of(AlertEvent event) {
        return new SlackMessage(Cut.to(TEXT_LIMIT, Wording.title(event)), SlackBlocks.of(event));
    }
}
