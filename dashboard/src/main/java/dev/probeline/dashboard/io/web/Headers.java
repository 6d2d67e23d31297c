package dev.probeline.dashboard.io.web;

import java.util.Map;
import org.eclipse.jetty.server.Response;

/** What every answer tells a browser: run and fetch what comes from here, and nothing else; be framed by nobody. */
final class Headers {
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()");

    private Headers() {}

    static void secure(Response response) {
        ALWAYS.forEach((name, value) -> response.getHeaders().put(name, value));
    }
}
