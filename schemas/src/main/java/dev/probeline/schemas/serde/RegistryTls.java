package dev.probeline.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** TLS towards the registry: Kafka's own {@code ssl.*} properties (JKS, PKCS12, PEM) behind {@code schema.registry.}. */
final class RegistryTls {
    private static final String PREFIX = "schema.registry.";
    private static final ConfigDef KEYS = new ConfigDef().withClientSslSupport();

    private RegistryTls() {}

    /** @return empty if the properties say nothing of TLS: the JDK's trust store then decides */
    static Optional<SSLContext> context(Map<String, ?> properties) {
        Map<String, Object> ssl = new HashMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX + "ssl.")) {
                ssl.put(name.substring(PREFIX.length()), value);
            }
        });
        if (ssl.isEmpty()) {
            return Optional.empty();
        }
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(KEYS.parse(ssl));
            return Optional.of(factory.sslContext());
        }
    }
}
