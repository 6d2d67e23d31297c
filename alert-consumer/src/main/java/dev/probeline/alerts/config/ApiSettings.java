package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import dev.probeline.runtime.config.Secret;
import dev.probeline.runtime.http.HttpSettings;
import java.util.Map;

/**
 * Where silences and acknowledgements are taken over HTTP.
 *
 * @param tokens by the name of whoever bears them, which stands in the record of what they did
 */
public record ApiSettings(
        @Default("127.0.0.1") String bind, @Default("0") int port, Map<String, Secret> tokens) {
    private static final int SHORTEST = 16;

    public ApiSettings {
        Expect expect =
                new Expect().that(!tokens.isEmpty(), "tokens", "{}", "at least one, as in ada: ${env:ADA_TOKEN}");
        tokens.forEach((name, token) -> expect.that(
                token.reveal().length() >= SHORTEST, "tokens." + name, "****", "a token of at least 16 characters"));
        expect.orThrow();
    }

    public HttpSettings http() {
        return new HttpSettings(bind, port);
    }
}
