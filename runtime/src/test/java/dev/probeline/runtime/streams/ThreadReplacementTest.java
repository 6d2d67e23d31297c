package dev.probeline.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ThreadReplacementTest {
    @Test
    void anotherReasonToDieIsToldToo() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ThreadReplacement.class);
        logger.addAppender(log);
        ThreadReplacement replacement = new ThreadReplacement(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        replacement.close(); // so that no death is waited for
        for (String why : new String[] {"registry away", "registry away", "no rights", "no rights"}) {
            replacement.handle(new IllegalStateException(why));
        }
        logger.detachAppender(log);

        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(event -> event.getThrowableProxy().getMessage())
                .containsExactly("registry away", "no rights");
    }
}
