package dev.probeline.quickstart.view;

import dev.probeline.quickstart.core.LatencyGrid.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The live view as text: a snapshot in, lines out. */
final class Frame {
    private static final int NAME_COLUMN = 26;
    private static final int CELL_COLUMN = 16;
    private static final int NOTIFICATIONS = 6;

    private final List<Line> lines = new ArrayList<>();

    private Frame() {}

    /** @return lines no longer than the width, and no more than the height */
    static List<String> render(Snapshot now, int width, int height, boolean colour) {
        Frame frame = new Frame();
        frame.heading(now, width);
        frame.grid(now);
        frame.firing(now);
        frame.notifications(now);
        frame.parts(now); // last: on a low terminal the addresses are what can be missed
        return frame.lines.stream()
                .limit(height)
                .map(line -> line.render(width, colour))
                .toList();
    }

    private void heading(Snapshot now, int width) {
        String time = Wording.minutes(now.running())
                + now.planned()
                        .map(planned -> " of " + Wording.minutes(planned))
                        .orElse("")
                + " · " + now.phase();
        lines.add(Line.title("Probeline").right(Math.min(width, 100), Style.PLAIN, time));
        lines.add(Line.of(now.probes() + " probes, " + Wording.rate(now.probesPerSecond())));
        lines.add(Line.blank());
    }

    private void grid(Snapshot now) {
        Set<String> regions = new TreeSet<>();
        now.grid().values().forEach(row -> regions.addAll(row.keySet()));
        Line head = new Line().add(Style.TITLE, padded("p95 latency"));
        int column = NAME_COLUMN;
        for (String region : regions) {
            column += CELL_COLUMN;
            head.right(column, Style.TITLE, region);
        }
        lines.add(head);
        now.grid().forEach((model, row) -> lines.add(row(now, model, row, regions)));
        lines.add(Line.blank());
    }

    private static Line row(Snapshot now, String model, Map<String, Cell> row, Set<String> regions) {
        Line line = new Line().add(Style.PLAIN, padded(model));
        int column = NAME_COLUMN;
        for (String region : regions) {
            column += CELL_COLUMN;
            boolean alerted = now.firing().stream()
                    .anyMatch(alert -> model.equals(alert.getLabels().get("model"))
                            && region.equals(alert.getLabels().get("region")));
            line.right(column, alerted ? Style.BAD : Style.PLAIN, text(row.get(region)));
        }
        return line;
    }

    private static String text(Cell cell) {
        if (cell == null) {
            return "–";
        }
        String latency = cell.p95Ms().map(Wording::millis).orElse("–");
        return cell.errorRate()
                .filter(rate -> rate > 0)
                .map(rate -> Wording.percent(rate) + " fail")
                .orElse(latency);
    }

    private void firing(Snapshot now) {
        lines.add(Line.title("Firing: " + now.firing().size()));
        now.firing()
                .forEach(alert -> lines.add(new Line()
                        .add(Style.BAD, "● ")
                        .add(Style.PLAIN, Wording.alert(alert))
                        .add(Style.FAINT, " " + Wording.minutes(age(alert.getFiringSince(), now)))));
        lines.add(Line.blank());
    }

    private void notifications(Snapshot now) {
        lines.add(Line.title("Notifications: " + now.arrived()));
        now.notifications().stream()
                .limit(NOTIFICATIONS)
                .forEach(notification -> lines.add(new Line()
                        .add(Style.FAINT, Wording.time(notification.arrived()) + " ")
                        .add(
                                notification.status().equals("resolved") ? Style.GOOD : Style.BAD,
                                Wording.notification(notification))));
    }

    private void parts(Snapshot now) {
        lines.add(Line.blank());
        lines.add(Line.title("Running"));
        for (Part part : now.parts()) {
            lines.add(new Line().add(Style.PLAIN, padded(part.name())).add(Style.FAINT, part.where()));
        }
    }

    private static Duration age(Instant since, Snapshot now) {
        Duration age = since == null ? Duration.ZERO : Duration.between(since, now.at());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, NAME_COLUMN - name.length()));
    }
}
