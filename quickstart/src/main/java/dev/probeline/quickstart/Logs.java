package dev.probeline.quickstart;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** A broker and a dozen clients in one JVM say much that nobody asked for; only what is wrong is told. */
final class Logs {
    private static final List<String> KAFKA = List.of("kafka", "org.apache.kafka", "state.change.logger");

    private Logs() {}

    static void quiet() {
        // A library's Log4j, which complains when it is loaded while the process ends.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        level("ROOT", Level.WARN);
        KAFKA.forEach(name -> level(name, Level.ERROR));
    }

    /** For a process that is ended in the middle of its start: what fails then says nothing to anybody. */
    static void off() {
        level("ROOT", Level.OFF);
        KAFKA.forEach(name -> level(name, Level.OFF));
    }

    /** Into a file instead of onto the page that is drawn. */
    static void toFile(Path file) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp%n");
            encoder.start();
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setContext(context);
            appender.setFile(file.toString());
            appender.setEncoder(encoder);
            appender.start();
            Logger root = context.getLogger("ROOT");
            root.detachAndStopAllAppenders();
            root.addAppender(appender);
        }
    }

    private static void level(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(level);
        }
    }
}
