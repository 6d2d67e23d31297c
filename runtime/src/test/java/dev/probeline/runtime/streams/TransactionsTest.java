package dev.probeline.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private static final String ALIVE = "0a1b2c3d-0000-4000-8000-0123456789ab";
    private static final String DEAD = "ffffffff-1111-4222-8333-abcdefabcdef";

    private final Transactions transactions = new Transactions("app");
    private final List<MemberDescription> members =
            List.of(member("app-" + ALIVE + "-StreamThread-2-consumer", "pod-0-2"));

    @Test
    void aNameReplacesTheProcessAndKeepsTheThread() {
        assertThat(transactions.named("app-" + ALIVE + "-2", "pod-0")).isEqualTo("app/pod-0-2");
        assertThat(transactions.named("app-" + DEAD + "-2", "pod-0")).isEqualTo("app/pod-0-2");
    }

    @Test
    void whatBelongsToNoMemberIsAbandoned() {
        assertThat(transactions.abandoned(
                        List.of("app-" + DEAD + "-2", "app/pod-1-2", "app/pod-0-1", "app-" + ALIVE + "-1"), members))
                .containsExactlyInAnyOrder("app-" + DEAD + "-2", "app/pod-1-2", "app/pod-0-1", "app-" + ALIVE + "-1");
    }

    @Test
    void whatAMemberOwnsIsNot() {
        assertThat(transactions.abandoned(List.of("app-" + ALIVE + "-2", "app/pod-0-2"), members))
                .isEmpty();
    }

    @Test
    void otherApplicationsAreLeftAloneEvenWhereTheirNamesBeginAlike() {
        assertThat(transactions.abandoned(
                        List.of("app-2-" + DEAD + "-1", "app-2/pod-0-1", "other", "app", "app-x-1", "my-app/pod-0-1"),
                        members))
                .isEmpty();
    }

    @Test
    void nothingIsAbandonedWhileTheListDoesNotTellWhoLives() {
        List<String> open = List.of("app-" + ALIVE + "-1", "app-" + DEAD + "-2");

        assertThat(transactions.abandoned(open, List.of())).isEmpty();
        assertThat(transactions.abandoned(
                        open, List.of(members.get(0), member("probeline-StreamThread-1-consumer", null))))
                .isEmpty();
    }

    private static MemberDescription member(String client, String instance) {
        return new MemberDescription(
                "id",
                Optional.ofNullable(instance),
                Optional.empty(),
                client,
                "host",
                new MemberAssignment(Set.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
