package dev.probeline.dashboard.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * Who may look and who may act. Whoever is known may do both.
 *
 * @param anonymous what the others may do; by default look where the page listens on loopback only, and nothing elsewhere
 * @param tokens by the name of whoever bears them, which stands in the record of what they did
 * @param proxy a reverse proxy that knows who people are
 */
public record AuthSettings(
        Optional<Anonymous> anonymous, @Default("{}") Map<String, Secret> tokens, Optional<ProxySettings> proxy) {
    private static final int SHORTEST = 16;

    public AuthSettings {
        Expect expect = new Expect();
        tokens.forEach((name, token) -> expect.that(
                        token.reveal().length() >= SHORTEST,
                        "tokens." + name,
                        "****",
                        "a token of at least 16 characters")
                .that(
                        name.matches("[A-Za-z0-9_-][A-Za-z0-9@_-]{0,63}"),
                        "tokens",
                        name,
                        "a name of letters, digits, '@', '_' and '-'"));
        expect.orThrow();
    }

    boolean knowsAnybody() {
        return !tokens.isEmpty() || proxy.isPresent();
    }
}
