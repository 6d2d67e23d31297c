package dev.probeline.schemas.serde;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * What a serde is told about the registry, under Confluent's property names.
 *
 * <p>Two defaults differ from Confluent's: 5 s to connect and 10 s for the whole exchange instead of 60 s each, because a poll
 * loop waits meanwhile.
 */
record RegistryConfig(
        List<RegistryUrl> urls,
        Optional<SSLContext> tls,
        Duration connectTimeout,
        Duration readTimeout,
        Backoff backoff,
        int cacheSize,
        boolean autoRegister,
        boolean useLatest,
        boolean normalize) {

    static final String URL = "schema.registry.url";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";
    static final String READ_TIMEOUT = "http.read.timeout.ms";

    private static final String NORMALIZE = "normalize.schemas";
    private static final String CACHE_SIZE = "max.schemas.per.subject";
    private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    private static final String RETRIES = "max.retries";
    private static final String WAIT = "retries.wait.ms";
    private static final String LONGEST_WAIT = "retries.max.wait.ms";

    private static final ConfigDef KEYS = new ConfigDef()
            .define(
                    AUTO_REGISTER,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "register a schema when it is first written")
            .define(
                    USE_LATEST,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "write under the id of the latest version")
            .define(NORMALIZE, ConfigDef.Type.BOOLEAN, false, Importance.LOW, "let the registry normalize schemas")
            .define(
                    CREDENTIALS_SOURCE,
                    ConfigDef.Type.STRING,
                    "URL",
                    ValidString.in("URL", "USER_INFO"),
                    Importance.MEDIUM,
                    "where the credentials are")
            .define(USER_INFO, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "user:password")
            .define(CACHE_SIZE, ConfigDef.Type.INT, 1000, Range.atLeast(1), Importance.LOW, "schemas kept in memory")
            .define(
                    CONNECT_TIMEOUT,
                    ConfigDef.Type.INT,
                    5_000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "milliseconds to connect")
            .define(
                    READ_TIMEOUT,
                    ConfigDef.Type.INT,
                    10_000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "milliseconds to connect and answer completely")
            .define(
                    RETRIES,
                    ConfigDef.Type.INT,
                    3,
                    Range.between(0, 30),
                    Importance.LOW,
                    "retries when no registry answers")
            .define(
                    WAIT,
                    ConfigDef.Type.INT,
                    1_000,
                    Range.atLeast(0),
                    Importance.LOW,
                    "milliseconds before the first retry")
            .define(LONGEST_WAIT, ConfigDef.Type.INT, 20_000, Range.atLeast(0), Importance.LOW, "milliseconds at most");

    /** @throws ConfigException with the property's name and what was expected */
    static RegistryConfig of(Map<String, ?> properties) {
        Map<String, Object> values = KEYS.parse(properties);
        Optional<Password> userInfo = userInfo(values);
        return new RegistryConfig(
                urls(properties).stream()
                        .map(url -> RegistryUrl.parse(url, userInfo))
                        .toList(),
                RegistryTls.context(properties),
                millis(values, CONNECT_TIMEOUT),
                millis(values, READ_TIMEOUT),
                new Backoff((int) values.get(RETRIES), millis(values, WAIT), millis(values, LONGEST_WAIT)),
                (int) values.get(CACHE_SIZE),
                (boolean) values.get(AUTO_REGISTER),
                (boolean) values.get(USE_LATEST),
                (boolean) values.get(NORMALIZE));
    }

    /** @return the most that one question takes: every registry silent, in every attempt */
    Duration longestQuestion() {
        return readTimeout
                .multipliedBy((long) urls.size() * (backoff.retries() + 1))
                .plus(backoff.total());
    }

    private static List<String> urls(Map<String, ?> properties) {
        Object given = properties.get(URL);
        String text = given instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : given == null ? "" : given.toString();
        if (text.isBlank()) {
            throw new ConfigException(URL + ": missing (expected: the registry's URL, such as http://registry:8081)");
        }
        return List.of(text.split(",", -1));
    }

    private static Optional<Password> userInfo(Map<String, Object> values) {
        if (values.get(CREDENTIALS_SOURCE).equals("URL")) {
            return Optional.empty();
        }
        Password given = (Password) values.get(USER_INFO);
        if (given == null || given.value().isEmpty()) {
            throw new ConfigException(
                    USER_INFO + ": missing (expected: user:password, because " + CREDENTIALS_SOURCE + " is USER_INFO)");
        }
        return Optional.of(given);
    }

    private static Duration millis(Map<String, Object> values, String name) {
        return Duration.ofMillis((int) values.get(name));
    }
}
