package dev.probeline.quickstart.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void aRunShowsItsPartsItsLatenciesItsAlertsAndItsNotifications() {
        List<String> lines = Frame.render(Snapshots.incident(), 100, 40, false);

        assertThat(lines.get(0)).startsWith("Probeline").endsWith("0:42 of 2:30 · running");
        assertThat(lines)
                .contains("380 probes, 9.0/s")
                .contains("Kafka broker              127.0.0.1:9092")
                .contains("p95 latency                             eu              us")
                .contains("gpt-4o                              1.93 s          389 ms")
                .contains("gpt-4o-mini                     100 % fail               –")
                .contains("Firing: 1")
                .contains("● Slow gpt-4o eu – gpt-4o is slow in eu 0:12")
                .contains("Notifications: 1")
                .anyMatch(line -> line.endsWith("firing Slow gpt-4o eu"));
    }

    @Test
    void beforeAnythingRunsThereIsStillAPage() {
        assertThat(Frame.render(Snapshot.NOTHING, 80, 24, false)).contains("Firing: 0", "Notifications: 0");
    }

    @Test
    void noLineIsWiderThanTheTerminalAndNoPageHigher() {
        List<String> lines = Frame.render(Snapshots.incident(), 24, 7, false);

        assertThat(lines).hasSize(7).allMatch(line -> line.length() <= 24).anyMatch(line -> line.endsWith("…"));
    }

    @Test
    void anAlertedCellIsRedAndColoursTakeNoWidth() {
        String row = Frame.render(Snapshots.incident(), 100, 40, true).stream()
                .filter(line -> line.startsWith("gpt-4o "))
                .findFirst()
                .orElseThrow();

        assertThat(row).contains("\033[1;31m1.93 s\033[0m").endsWith("  389 ms");
    }

    @Test
    void textFromOutsideCannotDriveTheTerminal() {
        assertThat(Line.of("a\033[2Jb\nc").render(80, false)).isEqualTo("a [2Jb c");
    }
}
