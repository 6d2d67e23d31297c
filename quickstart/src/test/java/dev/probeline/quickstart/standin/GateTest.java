package dev.probeline.quickstart.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.quickstart.registry.RegistryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void letsOthersInToAServerOnTheLoopbackAddress() throws Exception {
        try (RegistryServer registry = new RegistryServer(0);
                Gate gate = new Gate(0, registry.port())) {
            URI outside = URI.create("http://127.0.0.1:" + gate.port() + "/subjects");
            for (int i = 0; i < 3; i++) {
                assertThat(HttpClient.newHttpClient()
                                .send(HttpRequest.newBuilder(outside).build(), BodyHandlers.ofString())
                                .body())
                        .isEqualTo("[]");
            }
        }
    }
}
