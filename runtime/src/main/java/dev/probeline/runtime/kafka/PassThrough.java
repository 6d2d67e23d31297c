package dev.probeline.runtime.kafka;

import dev.probeline.runtime.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;

/** The operator's properties, and which of them a client kind gets; a prefixed one wins over the same without. */
record PassThrough(Map<String, Secret> properties) {
    /** Properties that have a key of their own, so that nobody says them twice. */
    static final Map<String, String> OWNED =
            Map.of("bootstrap.servers", "bootstrap_servers", "schema.registry.url", "schema_registry_url");

    /** Who we are to the brokers: with another name, what one instance began is another's, or nobody's. */
    private static final Pattern NAMES =
            Pattern.compile("([a-z]+\\.)*(application\\.id|group\\.id|group\\.instance\\.id|transactional\\.id)");

    /** What is asked for at each use, by Kafka's client or ours of the registry, so that it may change. */
    private static final Set<String> ASKED_AGAIN = Set.of(SaslConfigs.SASL_JAAS_CONFIG, "basic.auth.user.info");

    static boolean isName(String property) {
        return NAMES.matcher(property).matches();
    }

    Map<String, Object> to(ClientKind kind) {
        Map<String, Object> shared = new LinkedHashMap<>();
        Map<String, Object> own = new LinkedHashMap<>();
        properties.forEach((name, secret) -> {
            Optional<ClientKind> limit = ClientKind.ofProperty(name);
            String bare = limit.map(of -> of.strip(name)).orElse(name);
            Object value =
                    ASKED_AGAIN.contains(bare) && secret.mayChange() ? new CurrentPassword(secret) : secret.reveal();
            if (limit.isEmpty()) {
                shared.put(name, value);
            } else if (limit.get() == kind) {
                own.put(bare, value);
            } else if (kind == ClientKind.STREAMS) {
                own.put(name, value);
            }
        });
        shared.putAll(own);
        return shared;
    }
}
