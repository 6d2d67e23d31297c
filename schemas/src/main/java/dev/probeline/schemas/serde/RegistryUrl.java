package dev.probeline.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Where a registry answers and what it is told about who asks; its text form has no credentials. */
record RegistryUrl(URI base, Optional<Password> userInfo) {

    /** @param text an absolute http or https URL, with or without {@code user:password@} */
    static RegistryUrl parse(String text, Optional<Password> userInfo) {
        URI given;
        try {
            given = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            // Not the cause: its message holds the text, which may hold a password.
            throw malformed();
        }
        if (MemoryRegistry.SCHEME.equals(given.getScheme())) {
            return new RegistryUrl(given, Optional.empty());
        }
        if (given.getHost() == null || !("http".equals(given.getScheme()) || "https".equals(given.getScheme()))) {
            throw malformed();
        }
        String authority = given.getPort() < 0 ? given.getHost() : given.getHost() + ":" + given.getPort();
        String path = given.getRawPath() == null ? "" : given.getRawPath();
        return new RegistryUrl(
                URI.create(given.getScheme() + "://" + authority + path),
                userInfo.or(() -> Optional.ofNullable(given.getRawUserInfo()).map(Password::new)));
    }

    boolean inMemory() {
        return MemoryRegistry.SCHEME.equals(base.getScheme());
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Made for each request: the password may change meanwhile. */
    Optional<String> authorization() {
        return userInfo.map(user -> basic(user.value()));
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static ConfigException malformed() {
        return new ConfigException(RegistryConfig.URL + ": not a URL (expected: http://host:port or https://host:port,"
                + " several joined by commas)");
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
