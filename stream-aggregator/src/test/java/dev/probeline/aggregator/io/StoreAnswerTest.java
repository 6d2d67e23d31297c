package dev.probeline.aggregator.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.aggregator.io.StoreAnswer.Doubtful;
import dev.probeline.aggregator.io.StoreAnswer.Later;
import dev.probeline.aggregator.io.StoreAnswer.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreAnswerTest {
    private static final Map<String, ?> OWN_WORDS = Map.of("code", "invalid", "message", "unable to parse");
    private static final Map<String, ?> OTHER_WORDS = Map.of("error", "partial write");
    private static final Duration ASKED = Duration.ofSeconds(7);

    @Test
    void thePointsAreAtFaultOnlyWhereTheStoreSaysSoItself() {
        for (int status = 0; status < 600; status++) {
            boolean blamed = Set.of(400, 413, 422).contains(status);
            assertThat(answer(status, OWN_WORDS) instanceof Refused)
                    .as("%d", status)
                    .isEqualTo(blamed);
            assertThat(answer(status, OTHER_WORDS) instanceof Refused)
                    .as("%d", status)
                    .isEqualTo(blamed);
            assertThat(answer(status, Map.of()) instanceof Refused)
                    .as("%d without the store's words", status)
                    .isEqualTo(status == 413);
        }
    }

    @Test
    void wayOverloadAndRightsAreWaitedForAsLongAsIsAsked() {
        for (int status = 0; status < 600; status++) {
            boolean later =
                    status < 400 || Set.of(401, 404, 408, 429, 502, 503, 504).contains(status);
            assertThat(answer(status, Map.of()) instanceof Later)
                    .as("%d", status)
                    .isEqualTo(later);
            if (later) {
                assertThat(answer(status, OWN_WORDS)).isEqualTo(new Later("why", ASKED));
            }
        }
    }

    @Test
    void whateverElseIsSaidIsInDoubt() {
        for (int status : new int[] {402, 403, 405, 418, 500, 501, 507, 599}) {
            assertThat(answer(status, OWN_WORDS)).isEqualTo(new Doubtful("why"));
        }
        assertThat(answer(400, Map.of())).isEqualTo(new Doubtful("why"));
    }

    @Test
    void retryAfterIsReadInSecondsAndBounded() {
        assertThat(RetryAfter.of("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.of("86400")).isEqualTo(Duration.ofMinutes(1));
        for (String unreadable : new String[] {null, "", "-1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999"}) {
            assertThat(RetryAfter.of(unreadable)).as(unreadable).isZero();
        }
    }

    private static StoreAnswer answer(int status, Map<String, ?> body) {
        return StoreAnswer.failure(status, body, "why", ASKED);
    }
}
