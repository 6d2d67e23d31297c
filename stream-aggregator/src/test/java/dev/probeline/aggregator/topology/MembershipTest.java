package dev.probeline.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final Map<String, Object> FIRST_START =
            Map.of("transactional.id", "app-7-0a1b2c3d-0000-4000-8000-0123456789ab-2", "linger.ms", 5);
    private static final Map<String, Object> NEXT_START =
            Map.of("transactional.id", "app-7-ffffffff-1111-4222-8333-abcdefabcdef-2", "linger.ms", 5);

    @Test
    void aNamedInstanceKeepsItsTransactionalIdOverRestarts() {
        Membership named = new Membership("app-7", Optional.of("pod$1"), 0);

        assertThat(named.producer(FIRST_START)).isEqualTo(Map.of("transactional.id", "app-7/pod$1-2", "linger.ms", 5));
        assertThat(named.producer(NEXT_START)).isEqualTo(named.producer(FIRST_START));
    }

    @Test
    void aNamelessInstanceAndOneThatIsNotExactlyOnceStayAsTheyAre() {
        assertThat(new Membership("app-7", Optional.empty(), 0).producer(FIRST_START))
                .isEqualTo(FIRST_START);
        assertThat(new Membership("app-7", Optional.of("pod"), 0).producer(Map.of("linger.ms", 5)))
                .isEqualTo(Map.of("linger.ms", 5));
    }

    @Test
    void onlyANameMakesAMemberOfTheGroupStatic() {
        assertThat(new Membership("app-7", Optional.of("pod"), 1).properties())
                .isEqualTo(Map.of("main.consumer.group.instance.id", "pod", "num.standby.replicas", 1));
        assertThat(new Membership("app-7", Optional.empty(), 0).properties())
                .isEqualTo(Map.of("num.standby.replicas", 0));
    }
}
