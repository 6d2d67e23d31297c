package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Named;
import dev.probeline.runtime.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Mail over SMTP.
 *
 * @param host of the server that takes mail from us
 * @param security how the connection is kept secret: starttls wants it after the greeting, tls from the start
 * @param username none means that the server asks for none
 */
@Named("email")
public record EmailReceiver(
        List<String> to,
        String from,
        String host,
        @Default("587") int port,
        @Default("starttls") Security security,
        Optional<String> username,
        Optional<Secret> password,
        @Default("true") boolean sendResolved,
        @Default("20s") Duration timeout,
        @Default("6h") Duration giveUpAfter)
        implements Receiver {
    /** Of the connection. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    public EmailReceiver {
        Expect expect = new Expect()
                .that(!to.isEmpty(), "to", "[]", "at least one address")
                .that(address(from), "from", from, "an address such as alerts@example.com")
                .that(port > 0 && port <= 65_535, "port", port, "1 to 65535")
                .that(
                        username.isPresent() == password.isPresent(),
                        "username",
                        username,
                        "with a password, or neither");
        to.forEach(address -> expect.that(address(address), "to", address, "addresses such as oncall@example.com"));
        expect.orThrow();
        Receiver.check(timeout, giveUpAfter);
    }

    private static boolean address(String text) {
        return text.matches("[^\\s@<>,;]+@[^\\s@<>,;]+");
    }

    /** The timeout is that of each step of the conversation; of those that wait at all, few do. */
    @Override
    public Duration bound() {
        return timeout().multipliedBy(3);
    }

    @Override
    public double burst() {
        return 10;
    }

    @Override
    public double perSecond() {
        return 1;
    }
}
