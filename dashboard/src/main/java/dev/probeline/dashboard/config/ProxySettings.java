package dev.probeline.dashboard.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.util.List;

/**
 * A reverse proxy that authenticates people and names them in a header, and takes that header away from who sends it
 * himself.
 *
 * @param userHeader holds the user's name; without it a request is anonymous
 * @param from addresses the proxy connects from, such as 10.0.0.7 or 10.0.0.0/8; the header counts from nowhere else
 */
public record ProxySettings(@Default("X-Forwarded-User") String userHeader, List<Network> from) {
    public ProxySettings {
        new Expect()
                .that(userHeader.matches("[A-Za-z0-9-]{1,64}"), "user_header", userHeader, "the name of a header")
                .that(!from.isEmpty(), "from", "[]", "the proxy's addresses, such as 10.0.0.7 or 10.0.0.0/8")
                .orThrow();
    }
}
