package dev.probeline.alerts.channel.email;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.config.EmailReceiver;
import dev.probeline.alerts.config.EmailReceiver.Security;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.runtime.config.Secret;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** Sends mail: the mails of one incident make a thread. */
public final class EmailChannel implements Channel {
    private final EmailReceiver receiver;
    private final Links links;
    private final Session session;
    private final Clock clock;

    public EmailChannel(EmailReceiver receiver, Links links, Clock clock) {
        this.receiver = receiver;
        this.links = links;
        this.clock = clock;
        this.session = Session.getInstance(properties(receiver));
    }

    private static Properties properties(EmailReceiver receiver) {
        boolean tls = receiver.security() == Security.TLS;
        String protocol = tls ? "smtps" : "smtp";
        String millis = String.valueOf(receiver.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put("mail." + protocol + ".connectiontimeout", millis);
        properties.put("mail." + protocol + ".timeout", millis);
        properties.put("mail." + protocol + ".writetimeout", millis);
        properties.put("mail." + protocol + ".sendpartial", "true");
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.put(
                "mail." + protocol + ".auth", String.valueOf(receiver.username().isPresent()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(receiver.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(receiver.security() == Security.STARTTLS));
        return properties;
    }

    @Override
    public String integration() {
        return "email";
    }

    @Override
    public Answer send(Notification notification) {
        try (Transport transport = session.getTransport()) {
            MimeMessage mail = mail(notification);
            transport.connect(
                    receiver.host(),
                    receiver.port(),
                    receiver.username().orElse(null),
                    receiver.password().map(Secret::current).orElse(null));
            return new Answer.Taken(Map.of("message_id", mail.getMessageID()), unreached(transport, mail));
        } catch (MessagingException e) {
            return SmtpAnswer.of(e);
        }
    }

    /** How many addresses the server refused while it took the mail for others. */
    private static int unreached(Transport transport, MimeMessage mail) throws MessagingException {
        Address[] all = mail.getAllRecipients();
        try {
            transport.sendMessage(mail, all);
            return 0;
        } catch (SendFailedException e) {
            Address[] sent = e.getValidSentAddresses();
            if (sent == null || sent.length == 0) {
                throw e;
            }
            return all.length - sent.length;
        }
    }

    private MimeMessage mail(Notification notification) throws MessagingException {
        String domain = receiver.from().substring(receiver.from().indexOf('@') + 1);
        MailContent content = MailContent.of(notification, links, domain);
        boolean first = notification.receipt().isEmpty();
        MimeMessage mail = new NamedMail(session, first ? content.thread() : unique(content, domain));
        mail.setFrom(new InternetAddress(receiver.from()));
        for (String to : receiver.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(content.subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (!first) {
            mail.setHeader("In-Reply-To", content.thread());
            mail.setHeader("References", content.thread());
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(content.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(content.html(), "text/html; charset=utf-8");
        // The last part is the one a reader shows that can show it.
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private static String unique(MailContent content, String domain) {
        return content.thread().replace("@" + domain, "." + UUID.randomUUID() + "@" + domain);
    }
}
