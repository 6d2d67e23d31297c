package dev.probeline.alerts.channel.email;

import dev.probeline.alerts.core.notify.Answer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What an SMTP server's refusal means: its 4xx is for now and its 5xx for good (RFC 5321, 4.2.1), the reverse of HTTP. */
final class SmtpAnswer {
    static Answer of(MessagingException e) {
        for (Throwable each = e; each != null; each = next(each)) {
            if (each instanceof AuthenticationFailedException refused) {
                // The server's line stands in the message; "454 Temporary authentication failure" revokes nothing.
                return status(String.valueOf(refused.getMessage()).startsWith("4") ? 503 : 401);
            }
            if (each instanceof SocketTimeoutException) {
                return new Answer.TimedOut();
            }
            int code = code(each);
            if (code > 0) {
                return status(code < 500 ? 503 : 400);
            }
        }
        return new Answer.Unreachable();
    }

    private static Throwable next(Throwable each) {
        return each instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : each.getCause();
    }

    private static int code(Throwable each) {
        if (each instanceof SMTPSendFailedException failed) {
            return failed.getReturnCode();
        }
        if (each instanceof SMTPAddressFailedException failed) {
            return failed.getReturnCode();
        }
        return each instanceof SMTPSenderFailedException failed ? failed.getReturnCode() : 0;
    }

    private static Answer status(int code) {
        return new Answer.Status(code, Optional.empty());
    }

    private SmtpAnswer() {}
}
