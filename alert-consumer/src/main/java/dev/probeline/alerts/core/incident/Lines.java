package dev.probeline.alerts.core.incident;

import dev.probeline.alerts.core.incident.Notification.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alerts a notification shows. */
final class Lines {
    private static final Comparator<Line> ORDER = Comparator.comparing(Line::over)
            .thenComparing(line -> line.event().getSeverity(), Comparator.reverseOrder())
            .thenComparing(line -> line.event().getPendingSince())
            .thenComparing(line -> line.event().getAlertId());

    /** Those that people know of or may be told of now; what ended unheard is shown only where nothing else is. */
    static List<Line> of(Incident incident, Book book, Instant now) {
        List<Line> lines = new ArrayList<>();
        boolean over = incident.over();
        incident.members().forEach((id, member) -> {
            boolean known = member.known();
            boolean shown =
                    member.over() ? known || over : known || book.held(id, now).isEmpty();
            if (shown) {
                lines.add(new Line(book.alert(id), member.now()));
            }
        });
        lines.sort(ORDER);
        return lines;
    }

    /** What people know once the notification has arrived. */
    static Map<String, Standing> standings(Notification notification) {
        Map<String, Standing> standings = new HashMap<>();
        notification.lines().forEach(line -> standings.put(line.event().getAlertId(), line.standing()));
        return standings;
    }

    private Lines() {}
}
