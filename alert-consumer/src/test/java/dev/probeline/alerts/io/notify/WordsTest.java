package dev.probeline.alerts.io.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.alerts.core.route.Silence;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people said and what was recorded of it, and that a record by another hand keeps nobody from the rest. */
class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void aSilenceIsReadAsItWasWrittenWithWhoEndedIt() throws IOException {
        Silence silence = new Silence(
                        "s1", List.of(Matcher.parse("region=\"eu\"")), NOW, NOW.plusSeconds(60), "ada", "known")
                .endedAt(NOW.plusSeconds(30), "bob");

        assertThat(silence.endedBy()).contains("bob");
        assertThat(Words.silence(Words.json(silence))).isEqualTo(silence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"id\": \"s1\"}", "{\"id\": \"s1\", \"starts_at\": \"soon\"}", "null"})
    void whatIsNoSilenceIsPassedOver(String record) {
        assertThat(Words.understood("silence/s1", record.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"id\": 1}"})
    void whatIsNoIncidentIsPassedOver(String record) {
        assertThat(Incidents.of(Map.of("group", record.getBytes(UTF_8)))).isEmpty();
    }
}
