package dev.probeline.deployment.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How one principal comes in: with a password or with a certificate, its secret in files, as a service has it mounted. */
record Access(String bootstrapServers, Map<String, String> properties) {

    static Access withPassword(SecuredBroker broker, Authority authority, Path folder, String user, String password)
            throws IOException {
        Path jaas = folder.resolve(user + ".jaas");
        Files.writeString(
                jaas,
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";\n");
        return new Access(
                broker.scram(),
                Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", "${file:" + jaas + "}",
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", authority.trust().toString()));
    }

    static Access withCertificate(SecuredBroker broker, Authority authority, String user) throws IOException {
        return new Access(
                broker.mutualTls(),
                Map.of(
                        "security.protocol", "SSL",
                        "ssl.keystore.type", "PEM",
                        "ssl.keystore.location", authority.identity(user).toString(),
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", authority.trust().toString()));
    }

    /** The {@code kafka} part of a service's configuration. */
    String yaml(SecuredRegistry registry, Authority authority) {
        StringBuilder yaml = new StringBuilder("kafka:\n  bootstrap_servers: " + bootstrapServers
                + "\n  schema_registry_url: " + registry.url() + "\n  properties:\n");
        properties.forEach((name, value) ->
                yaml.append("    ").append(name).append(": '").append(value).append("'\n"));
        return yaml.append("    basic.auth.credentials.source: USER_INFO\n    basic.auth.user.info: ")
                .append(SecuredRegistry.USER)
                .append("\n    schema.registry.ssl.truststore.type: PEM\n    schema.registry.ssl.truststore.location: ")
                .append(authority.trust())
                .append("\n")
                .toString();
    }
}
