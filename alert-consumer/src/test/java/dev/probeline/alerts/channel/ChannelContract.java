package dev.probeline.alerts.channel;

import static dev.probeline.alerts.channel.ScriptedServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.RetryDecision;
import dev.probeline.alerts.core.notify.RetryDecision.Again;
import dev.probeline.alerts.core.notify.RetryDecision.Delivered;
import dev.probeline.alerts.core.notify.RetryDecision.GivenUp;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What every channel does, whatever its receiver answers. */
public abstract class ChannelContract {
    protected static final String SECRET = "S3cr3tT0ken";
    protected static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Level level = root.getLevel();

    /** A channel to the server at the port, whose URL, token and key hold {@link #SECRET}. */
    protected abstract Channel channel(int port, Duration timeout);

    /** Body of a success. */
    protected abstract String ok();

    /** What status 200 means with a body of {@code "ok":false}. */
    protected abstract RetryDecision refusedInTheBody();

    @BeforeEach
    void listen() {
        logged.start();
        root.setLevel(Level.TRACE);
        root.addAppender(logged);
    }

    @AfterEach
    void neitherLogsNorAnswersShowASecret() {
        root.detachAppender(logged);
        root.setLevel(level);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.toString()).doesNotContain(SECRET));
        for (ILoggingEvent event : logged.list) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            assertThat(event.getFormattedMessage() + event.getKeyValuePairs() + thrown)
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void isDeliveredOnSuccess() throws IOException {
        assertThat(decide(http("200 OK", "", ok()))).isEqualTo(new Delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "400 Bad Request,  CLIENT_ERROR",
        "401 Unauthorized, AUTH_ERROR",
        "403 Forbidden,    AUTH_ERROR",
        "404 Not Found,    CLIENT_ERROR",
        "413 Too Large,    CLIENT_ERROR"
    })
    void isGivenUpWhenTheReceiverWillNeverTakeIt(String status, Failure failure) throws IOException {
        assertThat(decide(http(status, "", "no"))).isEqualTo(new GivenUp(failure));
    }

    @ParameterizedTest
    @CsvSource({"500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable"})
    void isTriedAgainWhenTheReceiverIsUnwell(String status) throws IOException {
        assertThat(decide(http(status, "", "<html>no</html>")))
                .isEqualTo(new Again(Duration.ofSeconds(1), Failure.SERVER_ERROR));
    }

    @Test
    void waitsTheSecondsItIsAskedTo() throws IOException {
        assertThat(decide(http("429 Too Many Requests", "Retry-After: 30\r\n", "")))
                .isEqualTo(new Again(Duration.ofSeconds(30), Failure.RATE_LIMITED));
    }

    @Test
    void waitsUntilTheDateItIsAskedTo() throws IOException {
        assertThat(decide(http("429 Too Many Requests", "Retry-After: Sun, 01 Nov 2026 12:00:42 GMT\r\n", "")))
                .isEqualTo(new Again(Duration.ofSeconds(42), Failure.RATE_LIMITED));
    }

    @Test
    void isTriedAgainWhenNothingIsAnswered() throws IOException {
        assertThat(decide(ScriptedServer.SILENCE))
                .isEqualTo(new Again(Duration.ofSeconds(1), Failure.CONTEXT_DEADLINE_EXCEEDED));
    }

    @Test
    void isTriedAgainWhenTheAnswerBreaksOff() throws IOException {
        assertThat(decide("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"ok\":tr"))
                .isEqualTo(new Again(Duration.ofSeconds(1), Failure.OTHER));
    }

    @Test
    void isTriedAgainWhenNobodyListens() throws IOException {
        assertThat(decided(channel(ScriptedServer.closedPort(), Duration.ofSeconds(5))))
                .isEqualTo(new Again(Duration.ofSeconds(1), Failure.OTHER));
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer(http("200 OK", "", ok()))) {
            String location = "Location: http://127.0.0.1:" + elsewhere.port() + "/\r\n";

            assertThat(decide(http("307 Temporary Redirect", location, "")))
                    .isEqualTo(new GivenUp(Failure.CLIENT_ERROR));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void takesTheVastestNotification() throws IOException {
        try (ScriptedServer server = new ScriptedServer(http("200 OK", "", ok()))) {
            Answer answer = channel(server.port(), Duration.ofSeconds(10)).send(Told.vast());

            assertThat(RetryDecision.after(answer, 1, Duration.ZERO, Duration.ofHours(6)))
                    .isEqualTo(new Delivered());
            assertThat(server.requests().get(0).length()).as("characters").isLessThan(largestRequest());
        }
    }

    /** In characters, head and body: the receiver's limit or, where it names none, what a gateway before it bears. */
    protected int largestRequest() {
        return 1_000_000;
    }

    @Test
    void readsWhatTheBodySaysWhereTheReceiverSaysItThere() throws IOException {
        assertThat(decide(http("200 OK", "", "{\"ok\":false,\"error\":\"channel_not_found\"}")))
                .isEqualTo(refusedInTheBody());
    }

    private RetryDecision decide(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(answer)) {
            Duration timeout = answer.equals(ScriptedServer.SILENCE) ? Duration.ofMillis(300) : Duration.ofSeconds(10);
            return decided(channel(server.port(), timeout));
        }
    }

    private RetryDecision decided(Channel channel) {
        Answer answer = channel.send(Told.firing());
        answers.add(answer);
        return RetryDecision.after(answer, 1, Duration.ZERO, Duration.ofHours(6));
    }
}
