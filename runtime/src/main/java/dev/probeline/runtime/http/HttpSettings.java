package dev.probeline.runtime.http;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;

/**
 * Where an HTTP server listens.
 *
 * @param bind an address of this machine; loopback unless somebody says otherwise
 * @param port 0 takes any free one
 */
public record HttpSettings(
        @Default("127.0.0.1") String bind, @Default("0") int port) {
    public HttpSettings {
        new Expect()
                .that(!bind.isBlank(), "bind", "''", "an address of this machine such as 127.0.0.1 or 0.0.0.0")
                .that(port >= 0 && port <= 65_535, "port", port, "0 to 65535, 0 for any free one")
                .orThrow();
    }
}
