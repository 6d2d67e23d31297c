package dev.probeline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.schemas.events.ProbeMetrics;
import dev.probeline.schemas.events.ProbeResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
    private static final String SUBJECT = "probe-results-value";
    private static final String TOPIC = "probe-results";
    private static final Schema SCHEMA = ProbeResult.getClassSchema();

    private final AtomicLong nanoTime = new AtomicLong();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void asksOnceForEachSchemaAndEachId() {
        RegistryClient client = client(Map.of());
        int id = client.id(SUBJECT, SCHEMA);
        for (int i = 0; i < 3; i++) {
            assertThat(client.id(SUBJECT, SCHEMA)).isEqualTo(id);
            assertThat(client.schema(TOPIC, id)).isEqualTo(SCHEMA);
        }
        assertThat(registry.requests)
                .containsExactly("POST /subjects/probe-results-value/versions", "GET /schemas/ids/" + id);
    }

    @Test
    void keepsNoMoreThanItsBound() {
        RegistryClient client = client(Map.of("max.schemas.per.subject", "1"));
        client.id(SUBJECT, SCHEMA);
        client.id("probe-metrics-value", ProbeMetrics.getClassSchema());
        client.id(SUBJECT, SCHEMA);
        assertThat(registry.requests).hasSize(3);
    }

    @Test
    void manyThreadsAskOneQuestionOnce() {
        RegistryClient client = client(Map.of());
        List<CompletableFuture<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(CompletableFuture.supplyAsync(() -> client.id(SUBJECT, SCHEMA)));
        }
        assertThat(asking).allSatisfy(id -> assertThat(id.join()).isEqualTo(1));
        assertThat(registry.requests).hasSize(1);
    }

    @Test
    void whatIsKnownNeedsNoRegistry() {
        RegistryClient client = client(Map.of());
        int id = client.id(SUBJECT, SCHEMA);
        client.schema(TOPIC, id);
        registry.close();
        assertThat(client.id(SUBJECT, SCHEMA)).isEqualTo(id);
        assertThat(client.schema(TOPIC, id)).isEqualTo(SCHEMA);
    }

    @Test
    void retriesThenSaysThatTheRegistryIsAwayAndWorksOnceItIsBack() {
        RegistryClient client = client(Map.of("max.retries", "2"));
        registry.refuse(503, "");
        assertThatThrownBy(() -> client.id(SUBJECT, SCHEMA))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("HTTP 503");
        assertThat(registry.requests).hasSize(3);
        registry.refuseNothing();
        assertThat(client.id(SUBJECT, SCHEMA)).isEqualTo(1);
    }

    @Test
    void survivesARestartOfTheRegistryOnItsPort() throws IOException {
        int port = registry.port();
        RegistryClient client = client(Map.of("max.retries", "0"));
        client.id(SUBJECT, SCHEMA);
        registry.close();
        assertThatThrownBy(() -> client.schema(TOPIC, 1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("does not answer");
        registry = FakeRegistry.startAt(port);
        registry.put(SUBJECT, SCHEMA.toString());
        assertThat(client.schema(TOPIC, 1)).isEqualTo(SCHEMA);
    }

    @Test
    void goesToTheNextRegistryAndStaysThere() throws IOException {
        try (FakeRegistry second = FakeRegistry.start()) {
            RegistryClient client = client(Map.of("schema.registry.url", registry.url() + "," + second.url()));
            registry.refuse(502, "<html>");
            client.id(SUBJECT, SCHEMA);
            client.schema(TOPIC, 1);
            assertThat(registry.requests).hasSize(1);
            assertThat(second.requests).hasSize(2);
        }
    }

    @Test
    void anUnknownIdIsWaitedForAsARegistryMayBeBehindAnother() {
        RegistryClient client = client(Map.of());
        assertThatThrownBy(() -> client.schema(TOPIC, 1)).isInstanceOf(RegistryUnavailableException.class);
        nanoTime.addAndGet(UnknownIds.PATIENCE.toNanos() - 1);
        assertThatThrownBy(() -> client.schema(TOPIC, 1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(registry.put(SUBJECT, SCHEMA.toString())).isEqualTo(1);
        assertThat(client.schema(TOPIC, 1)).isEqualTo(SCHEMA);
    }

    @Test
    void anIdThatStaysUnknownIsUndecodableAndNotAskedForAgainAtOnce() {
        RegistryClient client = client(Map.of());
        assertThatThrownBy(() -> client.schema(TOPIC, 7)).isInstanceOf(RegistryUnavailableException.class);
        nanoTime.addAndGet(UnknownIds.PATIENCE.toNanos());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.schema(TOPIC, 7))
                    .isInstanceOf(UndecodableException.class)
                    .hasMessageContaining("record of probe-results: schema id 7 is not known");
        }
        assertThat(registry.requests).hasSize(2);
        nanoTime.addAndGet(Answers.REFUSAL_KEPT.toNanos());
        assertThatThrownBy(() -> client.schema(TOPIC, 7)).isInstanceOf(UndecodableException.class);
        assertThat(registry.requests).hasSize(3);
    }

    @Test
    void rubbishOfManyIdsIsWaitedForOnce() {
        RegistryClient client = client(Map.of());
        assertThatThrownBy(() -> client.schema(TOPIC, 7)).isInstanceOf(RegistryUnavailableException.class);
        nanoTime.addAndGet(UnknownIds.PATIENCE.toNanos());
        assertThatThrownBy(() -> client.schema(TOPIC, 7)).isInstanceOf(UndecodableException.class);
        for (int id = 8; id < 20; id++) {
            int unknown = id;
            assertThatThrownBy(() -> client.schema(TOPIC, unknown)).isInstanceOf(UndecodableException.class);
        }
        nanoTime.addAndGet(UnknownIds.NONE_AFTER_ONE_IN_VAIN.toNanos());
        assertThatThrownBy(() -> client.schema(TOPIC, 20)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void a404OfSomethingElseIsNoUnknownId() {
        registry.refuse(404, "<html>not here</html>");
        assertThatThrownBy(() -> client(Map.of()).schema(TOPIC, 7))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("does not speak the schema registry's API")
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void aSchemaOfAnotherKindIsUndecodable() {
        registry.refuse(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");
        assertThatThrownBy(() -> client(Map.of()).schema(TOPIC, 1))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("PROTOBUF (expected: AVRO)");
    }

    @Test
    void anUnreadableSchemaIsUndecodable() {
        int id = registry.put(SUBJECT, "{\"type\":\"none\"}");
        assertThatThrownBy(() -> client(Map.of()).schema(TOPIC, id)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void anIncompatibleSchemaSaysWhatIsAllowed() {
        registry.refuse(409, "{\"error_code\":409,\"message\":\"READER_FIELD_MISSING_DEFAULT_VALUE\"}");
        assertThatThrownBy(() -> client(Map.of()).id(SUBJECT, SCHEMA))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("incompatible with a version of subject probe-results-value")
                .hasMessageContaining("only fields with defaults")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void aReadOnlyRegistryPointsToRegisteringBeforehand() {
        registry.refuse(422, "{\"error_code\":42205,\"message\":\"Subject is in read-only mode\"}");
        assertThatThrownBy(() -> client(Map.of()).id(SUBJECT, SCHEMA))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("auto.register.schemas=false");
    }

    @Test
    void withoutAutoRegisterTheSchemaIsLookedUp() {
        RegistryClient client = client(Map.of("auto.register.schemas", "false", "normalize.schemas", "true"));
        assertThatThrownBy(() -> client.id(SUBJECT, SCHEMA))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("not registered under subject probe-results-value")
                .hasMessageContaining("auto.register.schemas=true");
        int id = registry.put(SUBJECT, SCHEMA.toString());
        nanoTime.addAndGet(Answers.REFUSAL_KEPT.toNanos());
        assertThat(client.id(SUBJECT, SCHEMA)).isEqualTo(id);
        assertThat(registry.requests).allMatch("POST /subjects/probe-results-value?normalize=true"::equals);
    }

    @Test
    void theLatestVersionIsUsedIfItsLayoutIsOurs() {
        RegistryClient client = client(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));
        int id = registry.put(SUBJECT, SCHEMA.toString().replaceAll("\"doc\":\"[^\"]*\"", "\"doc\":\"other words\""));
        assertThat(client.id(SUBJECT, SCHEMA)).isEqualTo(id);
    }

    @Test
    void theLatestVersionIsRefusedIfItsLayoutIsNotOurs() {
        RegistryClient client = client(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));
        registry.put(SUBJECT, ProbeMetrics.getClassSchema().toString());
        assertThatThrownBy(() -> client.id(SUBJECT, SCHEMA))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("another layout");
    }

    private RegistryClient client(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("schema.registry.url", registry.url());
        all.put("retries.wait.ms", "1");
        all.putAll(properties);
        RegistryConfig config = RegistryConfig.of(all);
        return new RegistryClient(config, new HttpRegistry(config), nanoTime::get);
    }
}
