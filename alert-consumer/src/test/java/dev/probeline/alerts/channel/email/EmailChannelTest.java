package dev.probeline.alerts.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.probeline.alerts.Told;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.ScriptedServer;
import dev.probeline.alerts.config.EmailReceiver;
import dev.probeline.alerts.config.EmailReceiver.Security;
import dev.probeline.alerts.core.incident.Occasion;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.Verdict;
import dev.probeline.runtime.config.Secret;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailChannelTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String PASSWORD = "S3cr3tT0ken";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.setUser("alerts@example.com", "alerts", PASSWORD);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theMailsOfAnIncidentMakeAThread() throws Exception {
        EmailChannel channel = channel(server.getSmtp().getPort(), PASSWORD);
        Answer first = channel.send(Told.firing());
        Map<String, String> receipt = ((Answer.Taken) first).receipt();
        Answer second = channel.send(
                Told.of(Occasion.ALL_RESOLVED, receipt, Told.resolved().worst()));

        assertThat(Verdict.of(second).failure()).isEmpty();
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getSubject()).startsWith("[CRITICAL] ErrorRateHigh");
        assertThat(mails[0].getMessageID()).isEqualTo("<" + Told.INCIDENT + "@example.com>");
        assertThat(mails[1].getSubject()).startsWith("[RESOLVED] ErrorRateHigh");
        assertThat(mails[1].getHeader("References")).containsExactly(mails[0].getMessageID());
        assertThat(mails[1].getMessageID()).isNotEqualTo(mails[0].getMessageID());
    }

    @Test
    void aMailHasAPlainAndAMarkedUpHalf() throws Exception {
        channel(server.getSmtp().getPort(), PASSWORD).send(Told.firing());

        MimeMultipart halves = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        assertThat(halves.getContentType()).startsWith("multipart/alternative");
        assertThat(halves.getBodyPart(0).getContent().toString()).contains("Samples: 8 of 10 failed in 1m");
        assertThat(halves.getBodyPart(1).getContent().toString())
                .contains("&amp; &lt;gave&gt; up")
                .contains("<a href=\"https://runbooks.example.com/error-rate\">Runbook</a>");
    }

    @Test
    void theVastestNotificationIsSent() {
        assertThat(channel(server.getSmtp().getPort(), PASSWORD).send(Told.vast()))
                .isInstanceOf(Answer.Taken.class);
    }

    @Test
    void aWrongPasswordIsAnAuthErrorAndNotShown() {
        Answer answer = channel(server.getSmtp().getPort(), PASSWORD + "wrong").send(Told.firing());

        assertThat(Verdict.of(answer)).isEqualTo(new Verdict(Optional.of(Failure.AUTH_ERROR), false));
        assertThat(answer.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void itIsTriedAgainWhenNobodyListensOrAnswers() throws IOException {
        Answer refused = channel(ScriptedServer.closedPort(), PASSWORD).send(Told.firing());
        assertThat(Verdict.of(refused).retriable()).isTrue();
        try (ScriptedServer silent = new ScriptedServer(ScriptedServer.SILENCE)) {
            assertThat(channel(silent.port(), PASSWORD).send(Told.firing())).isEqualTo(new Answer.TimedOut());
        }
    }

    @Test
    void anAddressThatIsRefusedDoesNotKeepTheMailFromTheOthers() throws IOException {
        try (PickySmtpServer picky = new PickySmtpServer()) {
            Answer partly = channel(picky.port(), List.of("left@example.com", "ada@example.com"), Optional.empty())
                    .send(Told.firing());

            assertThat(picky.mails()).hasSize(1);
            assertThat(partly).isInstanceOfSatisfying(Answer.Taken.class, taken -> {
                assertThat(taken.unreached()).isEqualTo(1);
                assertThat(taken.receipt()).containsKey("message_id");
            });
            Answer none = channel(picky.port(), List.of("left@example.com"), Optional.empty())
                    .send(Told.firing());
            assertThat(Verdict.of(none)).isEqualTo(new Verdict(Optional.of(Failure.CLIENT_ERROR), false));
            assertThat(picky.mails()).hasSize(1);
        }
    }

    /** RFC 5321, 4.2.1: what begins with 4 is for now, what begins with 5 for good; nothing at all may be tried again. */
    @ParameterizedTest
    @CsvSource({
        "AUTH, 454 4.7.0 Temporary authentication failure, SERVER_ERROR,  true",
        "AUTH, 535 5.7.8 no,                               AUTH_ERROR,    false",
        "MAIL, 451 4.3.0 later,                            SERVER_ERROR,  true",
        "MAIL, 550 5.7.1 not from you,                     CLIENT_ERROR,  false",
        "RCPT, 450 4.2.0 busy,                             SERVER_ERROR,  true",
        "DATA, 452 4.3.1 full,                             SERVER_ERROR,  true",
        "DATA, 554 5.6.0 refused,                          CLIENT_ERROR,  false",
        "DATA, '',                                         OTHER,         true"
    })
    void aRefusalIsForNowOrForGood(String command, String said, Failure failure, boolean retriable) throws IOException {
        try (PickySmtpServer picky = new PickySmtpServer(Map.of(command, said))) {
            Answer answer = channel(picky.port(), PASSWORD).send(Told.firing());

            assertThat(Verdict.of(answer)).isEqualTo(new Verdict(Optional.of(failure), retriable));
            assertThat(answer.toString()).doesNotContain(PASSWORD);
        }
    }

    private static EmailChannel channel(int port, String password) {
        return channel(port, List.of("oncall@example.com"), Optional.of(password));
    }

    private static EmailChannel channel(int port, List<String> to, Optional<String> password) {
        EmailReceiver receiver = new EmailReceiver(
                to,
                "alerts@example.com",
                "127.0.0.1",
                port,
                Security.NONE,
                password.map(any -> "alerts"),
                password.map(Secret::of),
                true,
                Duration.ofSeconds(2),
                Duration.ofHours(6));
        return new EmailChannel(receiver, Links.NONE, CLOCK);
    }
}
