package dev.probeline.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void everyEventIsOneLine() {
        List<String> lines = Changes.between(Snapshot.NOTHING, Snapshots.incident()).stream()
                .map(line -> line.substring("00:00:00 ".length()))
                .toList();

        assertThat(lines)
                .containsExactly(
                        "started   Kafka broker  127.0.0.1:9092",
                        "probing   the first probe has come through Kafka",
                        "windows   the first percentiles are out",
                        "firing    Slow gpt-4o eu – gpt-4o is slow in eu",
                        "notified  firing Slow gpt-4o eu",
                        "status    0:42  380 probes, 9.0/s, 1 firing, 1 notifications",
                        "now       running");
    }

    @Test
    void nothingNewIsNoLine() {
        assertThat(Changes.between(Snapshots.incident(), Snapshots.incident())).isEmpty();
    }

    @Test
    void anAlertThatIsGoneIsResolved() {
        assertThat(Changes.between(Snapshots.incident(), Snapshot.NOTHING))
                .anyMatch(line -> line.endsWith("resolved  Slow gpt-4o eu – gpt-4o is slow in eu"));
    }
}
