package dev.probeline.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probeline.deployment.ProvisionMain;
import dev.probeline.runtime.cli.Cli;
import dev.probeline.runtime.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** A shared cluster with an installation's topics, principals and rights, as {@code provision} leaves it. */
final class SecuredCluster implements AutoCloseable {
    static final String EU = "probeline-prober-eu-west";
    static final String US = "probeline-prober-us-east";
    static final String AGGREGATOR = "probeline-aggregator";
    static final String ALERTS = "probeline-alert-consumer";
    static final String DASHBOARD = "probeline-dashboard";
    static final String READER = "team-search";

    /** They come in with a certificate, the others with a password. */
    private static final Set<String> WITH_CERTIFICATE = Set.of(US, ALERTS, DASHBOARD, READER);

    private static final String SECRET = "-secret";

    /** Rights reach the broker a moment after they are granted, a reader's last. */
    private static final AclBindingFilter OF_THE_LAST = new AclBindingFilter(
            ResourcePatternFilter.ANY,
            new AccessControlEntryFilter("User:" + READER, null, AclOperation.ANY, AclPermissionType.ANY));

    final Path folder;
    final Authority authority;
    final SecuredBroker broker;
    final SecuredRegistry registry;

    SecuredCluster(Path folder) throws Exception {
        this.folder = folder;
        authority = new Authority(folder);
        broker = new SecuredBroker(folder, authority);
        registry = new SecuredRegistry(authority);
        try (Admin admin = Admin.create(clientOf(SecuredBroker.ADMIN))) {
            for (String user : List.of(EU, AGGREGATOR)) {
                setPassword(admin, user, user + SECRET);
            }
        }
        Path installation = folder.resolve("installation.yaml");
        Files.writeString(
                installation,
                kafkaOf(SecuredBroker.ADMIN) + "replication: 1\nregions: [eu-west, us-east]\nreaders: [" + READER
                        + "]\n");
        for (String action : List.of("topics", "rights")) {
            assertThat(Cli.run(new ProvisionMain(), action, "--config", installation.toString()))
                    .isZero();
        }
        try (Admin admin = Admin.create(clientOf(SecuredBroker.ADMIN))) {
            await().until(() -> !admin.describeAcls(OF_THE_LAST).values().get().isEmpty());
        }
    }

    /** At the broker alone: files are as they were. */
    void setPassword(String user, String password) throws Exception {
        try (Admin admin = Admin.create(clientOf(SecuredBroker.ADMIN))) {
            setPassword(admin, user, password);
        }
    }

    /** The {@code kafka} part of a service's configuration, for this principal. */
    String kafkaOf(String principal) throws Exception {
        return access(principal).yaml(registry, authority);
    }

    /** Properties of a client, for this principal. */
    Map<String, Object> clientOf(String principal) throws Exception {
        Access access = access(principal);
        Map<String, Object> client = new HashMap<>(access.properties());
        client.put("bootstrap.servers", access.bootstrapServers());
        client.computeIfPresent(
                "sasl.jaas.config",
                (name, reference) -> read(reference.toString().replaceAll("^\\$\\{file:|}$", "")));
        return client;
    }

    <T extends Record> T config(String yaml, Class<T> type) throws Exception {
        return ConfigFile.parse(yaml, type.getSimpleName(), type, name -> null);
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    private static void setPassword(Admin admin, String user, String password) throws Exception {
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, how, password)))
                .all()
                .get();
    }

    private Access access(String principal) throws Exception {
        return WITH_CERTIFICATE.contains(principal)
                ? Access.withCertificate(broker, authority, principal)
                : Access.withPassword(broker, authority, folder, principal, principal + SECRET);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
