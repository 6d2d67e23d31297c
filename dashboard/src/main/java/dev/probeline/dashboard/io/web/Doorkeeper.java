package dev.probeline.dashboard.io.web;

import dev.probeline.dashboard.config.Anonymous;
import dev.probeline.dashboard.config.DashboardConfig;
import dev.probeline.dashboard.config.ProxySettings;
import dev.probeline.dashboard.core.SessionToken;
import dev.probeline.runtime.config.Secret;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/** Says who comes, and whether the request was meant for us and made by our own page. */
final class Doorkeeper {
    private static final String COOKIE = "probeline_session";
    private static final Duration SESSION = Duration.ofHours(12);
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f.]*:[0-9a-f:.]*]?");

    private final DashboardConfig config;
    private final Clock clock;

    Doorkeeper(DashboardConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Another site's name may be made to lead here, and then its pages read ours. So a name that somebody else could own
     * is answered only where it is the public one, or where none is given and reading needs a login, which belongs to one
     * name alone.
     */
    boolean isForUs(Request request) {
        String host = Request.getServerName(request).toLowerCase(Locale.ROOT);
        boolean cannotBeOwned = ADDRESS.matcher(host).matches() || host.indexOf('.') < 0;
        return cannotBeOwned
                || config.publicUrl()
                        .map(url -> url.getHost().equalsIgnoreCase(host))
                        .orElse(config.anonymous() == Anonymous.NONE);
    }

    Visitor visitor(Request request) {
        Optional<String> bearer = Optional.ofNullable(request.getHeaders().get("Authorization"))
                .filter(header -> header.startsWith("Bearer "))
                .flatMap(header -> bearer(header.substring("Bearer ".length())));
        Optional<String> known = bearer.or(() -> proxied(request));
        Optional<String> name = known.or(() -> cookie(request));
        boolean mayRead = name.isPresent() || config.anonymous() == Anonymous.READ;
        return new Visitor(name, mayRead, bearer.isEmpty());
    }

    /** Every token is compared, so that the time tells nothing. */
    Optional<String> bearer(String shown) {
        String found = null;
        for (Map.Entry<String, Secret> token : config.auth().tokens().entrySet()) {
            found = token.getValue().matches(shown) ? token.getKey() : found;
        }
        return Optional.ofNullable(found);
    }

    /** What a browser sends by itself acts only where our own page made it do so. */
    boolean isOurOwn(Request request, Visitor visitor) {
        String origin = request.getHeaders().get("Origin");
        if (origin == null) {
            return !visitor.byCookie();
        }
        String scheme = request.isSecure() ? "https" : "http";
        String expected = config.publicUrl()
                .map(url -> url.getScheme() + "://" + url.getAuthority())
                .orElse(scheme + "://" + request.getHeaders().get("Host"));
        return origin.equalsIgnoreCase(expected);
    }

    String loggedIn(String name) {
        long expires = clock.instant().plus(SESSION).toEpochMilli();
        String value = SessionToken.sign(
                name, expires, config.auth().tokens().get(name).current());
        return set(value, SESSION.toSeconds());
    }

    String loggedOut() {
        return set("", 0);
    }

    /** How somebody unknown becomes known. */
    String login() {
        return !config.auth().tokens().isEmpty()
                ? "token"
                : config.auth().proxy().isPresent() ? "proxy" : "none";
    }

    private String set(String value, long seconds) {
        boolean https = config.publicUrl()
                .filter(url -> "https".equals(url.getScheme()))
                .isPresent();
        return COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (https ? "; Secure" : "");
    }

    private Optional<String> cookie(Request request) {
        for (HttpCookie cookie : Request.getCookies(request)) {
            Secret token = config.auth().tokens().get(SessionToken.claimedName(cookie.getValue()));
            if (cookie.getName().equals(COOKIE)
                    && token != null
                    && SessionToken.holds(cookie.getValue(), token.current(), clock.millis())) {
                return Optional.of(SessionToken.claimedName(cookie.getValue()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> proxied(Request request) {
        ProxySettings proxy = config.auth().proxy().orElse(null);
        if (proxy == null
                || !(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress from)
                || proxy.from().stream().noneMatch(network -> network.contains(from.getAddress()))) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getHeaders().get(proxy.userHeader()))
                .map(String::strip)
                .filter(user -> !user.isEmpty() && user.length() <= 100);
    }
}
