package dev.probeline.alerts.io.notify;

import dev.probeline.alerts.core.incident.Incident;
import dev.probeline.alerts.core.incident.IncidentCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The incidents that were recorded; a record that cannot be read keeps nobody from the others. */
final class Incidents {
    private static final Logger log = LoggerFactory.getLogger(Incidents.class);

    /** @param records by group key */
    static List<Incident> of(Map<String, byte[]> records) {
        List<Incident> incidents = new ArrayList<>();
        records.forEach((group, record) -> {
            try {
                incidents.add(IncidentCodec.decode(record));
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("group", group)
                        .addKeyValue("reason", e.getClass().getSimpleName())
                        .log("An incident's record cannot be read, and is passed over");
            }
        });
        return incidents;
    }

    private Incidents() {}
}
