package dev.probeline.runtime.kafka;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Has Kafka's clients take rotated passwords and certificates for their next connection, where they come from files. */
final class Rotation {
    private Rotation() {}

    /** What the operator says of the same properties stands. */
    static void addTo(Map<String, Object> client) {
        String mechanism = String.valueOf(client.get(SaslConfigs.SASL_MECHANISM));
        if (client.get(SaslConfigs.SASL_JAAS_CONFIG) instanceof CurrentPassword
                && (mechanism.equals("PLAIN") || mechanism.startsWith("SCRAM-"))) {
            client.putIfAbsent(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, CurrentCredentials.class);
        }
        if (client.containsKey(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)
                || client.containsKey(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)) {
            client.putIfAbsent(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, CurrentCertificates.class);
        }
    }
}
