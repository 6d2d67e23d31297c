package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.Samples;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Basic auth and TLS against a real server. */
class RegistryAccessTest {
    private static final String PASSWORD = "hunter2hunter2";

    @TempDir
    static Path folder;

    private static TestStores stores;

    @BeforeAll
    static void makeStores() throws Exception {
        stores = TestStores.create(folder, PASSWORD);
    }

    @Test
    void userInfoOpensTheRegistry() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.demand(basic("probe:" + PASSWORD));
            write(Map.of(
                    "schema.registry.url",
                    registry.url(),
                    "basic.auth.credentials.source",
                    "USER_INFO",
                    "basic.auth.user.info",
                    "probe:" + PASSWORD));
            assertThat(registry.requests).hasSize(1);
        }
    }

    @Test
    void aPasswordThatChangesIsAskedForInEachRequest() throws IOException {
        AtomicReference<String> user = new AtomicReference<>("probe:old");
        Password current = new Password("probe:old") {
            @Override
            public String value() {
                return user.get();
            }
        };
        try (FakeRegistry registry = FakeRegistry.start()) {
            RegistryUrl url = RegistryConfig.of(Map.of(
                            "schema.registry.url",
                            registry.url(),
                            "basic.auth.credentials.source",
                            "USER_INFO",
                            "basic.auth.user.info",
                            current))
                    .urls()
                    .get(0);
            assertThat(url.authorization()).contains(basic("probe:old"));
            user.set("probe:new");
            assertThat(url.authorization()).contains(basic("probe:new"));
        }
    }

    @Test
    void credentialsInTheUrlOpenTheRegistry() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.demand(basic("probe:" + PASSWORD));
            write(Map.of("schema.registry.url", registry.url().replace("://", "://probe:" + PASSWORD + "@")));
            assertThat(registry.requests).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsAClearErrorWithoutThePassword() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.demand(basic("probe:other"));
            String url = registry.url().replace("://", "://probe:" + PASSWORD + "@");
            assertThatThrownBy(() -> write(Map.of("schema.registry.url", url)))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("does not accept our credentials")
                    .hasMessageContaining("basic.auth.user.info")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void anAwayRegistryIsNamedWithoutThePassword() throws IOException {
        String url;
        try (FakeRegistry registry = FakeRegistry.start()) {
            url = registry.url().replace("://", "://probe:" + PASSWORD + "@");
        }
        assertThatThrownBy(() -> write(Map.of("schema.registry.url", url, "max.retries", "0")))
                .isInstanceOf(RegistryUnavailableException.class)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema registry http://localhost:")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void aTrustedCertificateOpensTheRegistry() throws IOException {
        try (FakeRegistry registry = FakeRegistry.startTls(stores.server())) {
            write(withTrust(registry, "PKCS12"));
            assertThat(registry.requests).hasSize(1);
        }
    }

    @Test
    void aCertificateInPemIsTrustedToo() throws IOException {
        try (FakeRegistry registry = FakeRegistry.startTls(stores.server())) {
            write(Map.of(
                    "schema.registry.url",
                    registry.url(),
                    "schema.registry.ssl.truststore.type",
                    "PEM",
                    "schema.registry.ssl.truststore.certificates",
                    Files.readString(stores.certificate())));
            assertThat(registry.requests).hasSize(1);
        }
    }

    @Test
    void anUntrustedCertificateIsRefusedAtOnceWithTheProperty() throws IOException {
        try (FakeRegistry registry = FakeRegistry.startTls(stores.server())) {
            assertThatThrownBy(() -> write(Map.of("schema.registry.url", registry.url())))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("schema.registry.ssl.truststore.location");
        }
    }

    @Test
    void aRegistryThatDemandsAClientCertificateGetsOurs() throws IOException {
        try (FakeRegistry registry = FakeRegistry.startTls(stores.serverThatDemandsACertificate())) {
            Map<String, Object> properties = new HashMap<>(withTrust(registry, "PKCS12"));
            properties.put("max.retries", "0");
            assertThatThrownBy(() -> write(properties)).isInstanceOf(RegistryUnavailableException.class);
            properties.put(
                    "schema.registry.ssl.keystore.location", stores.store().toString());
            properties.put("schema.registry.ssl.keystore.type", "PKCS12");
            properties.put("schema.registry.ssl.keystore.password", PASSWORD);
            properties.put("schema.registry.ssl.key.password", PASSWORD);
            write(properties);
            assertThat(registry.requests).hasSize(1);
        }
    }

    private static Map<String, Object> withTrust(FakeRegistry registry, String type) {
        return Map.of(
                "schema.registry.url",
                registry.url(),
                "schema.registry.ssl.truststore.location",
                stores.store().toString(),
                "schema.registry.ssl.truststore.type",
                type,
                "schema.registry.ssl.truststore.password",
                PASSWORD);
    }

    private static void write(Map<String, Object> properties) {
        Map<String, Object> all = Ours.with(properties);
        all.put("retries.wait.ms", "1");
        try (Serializer<ProbeResult> serializer = ValueSerde.serializer(all)) {
            serializer.serialize("probe-results", Samples.result());
        }
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}
