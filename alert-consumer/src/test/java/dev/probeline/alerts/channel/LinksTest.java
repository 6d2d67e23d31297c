package dev.probeline.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.Events;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.route.Group;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void aLabelOfOthersMakingCannotLeaveItsQuotes() {
        Notification told = Told.of(Occasion.FIRST, Map.of(), Events.firing());
        Group group = new Group("key", "inbox", "{}", Map.of("model", "it's \"mine\"; rm \\"));
        Notification hostile = new Notification(
                told.incident(),
                group,
                told.occasion(),
                told.opened(),
                told.at(),
                told.lines(),
                told.receipt(),
                Optional.empty());

        assertThat(Links.NONE.silence(hostile))
                .isEqualTo("alert-consumer silence add --config FILE --comment WHY --for 2h"
                        + " 'model=\"it'\\''s \\\"mine\\\"; rm \\\\\"'");
    }
}
