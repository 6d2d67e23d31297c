package dev.probeline.aggregator.io;

import dev.probeline.runtime.health.CheckResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What keeps the sink from writing just now: told once, and again when it is over. */
final class SinkTrouble {
    private static final Logger log = LoggerFactory.getLogger(SinkTrouble.class);

    private volatile String now;

    void tell(String why) {
        log.atLevel(now == null ? Level.WARN : Level.DEBUG)
                .addKeyValue("error", why)
                .log("The InfluxDB sink waits; what it has not written stays on the topic");
        now = why;
    }

    void over() {
        if (now != null) {
            log.info("The InfluxDB sink writes again");
            now = null;
        }
    }

    CheckResult check() {
        String why = now;
        return why == null ? CheckResult.up() : CheckResult.down(why);
    }
}
