package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probeline.simulator.Harness.Seen;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ControlApiTest {

    private final AtomicLong clock = new AtomicLong();

    @Test
    void aFaultIsSwitchedOnListedAndSwitchedOff() {
        try (Harness api = new Harness()) {
            Seen armed = api.control("POST", "faults", "{fault: http_500, model: other, for: 30s}");
            String id = EventStream.json(armed.text()).get("id").asText();

            assertThat(api.post("chat/completions", Harness.CHAT).status()).isEqualTo(200);
            assertThat(api.post("chat/completions", Harness.CHAT.replace("fast", "other"))
                            .status())
                    .isEqualTo(500);
            JsonNode listed = EventStream.json(api.control("GET", "faults", "").text());
            assertThat(listed.at("/0/fault").asText()).isEqualTo("http_500");
            assertThat(listed.at("/0/for").asText()).isEqualTo("30s");
            assertThat(listed.at("/0/active").asBoolean()).isTrue();
            assertThat(api.control("DELETE", "faults?id=" + id, "").text()).contains("\"removed\":1");
            assertThat(api.post("chat/completions", Harness.CHAT.replace("fast", "other"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aScriptRunsByTheGivenClock() {
        String script = "script: [{at: 60s, for: 90s, fault: http_503, region: eu-*}]";
        try (Harness api = new Harness(script, clock::get)) {
            api.control("POST", "script/start", "");

            assertThat(statusAt(api, 59)).isEqualTo(200);
            assertThat(statusAt(api, 60)).isEqualTo(503);
            assertThat(statusAt(api, 149)).isEqualTo(503);
            assertThat(statusAt(api, 150)).isEqualTo(200);
        }
    }

    @Test
    void aBadRuleIsRefusedWithTheFix() {
        try (Harness api = new Harness()) {
            Seen refused = api.control("POST", "faults", "{fault: http_5000, shares: 2}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("shares").contains("share");
            assertThat(api.control("POST", "faults", "{fault: '${env:HOME}'}").status())
                    .isEqualTo(400);
            assertThat(api.control("GET", "nothing", "").status()).isEqualTo(404);
        }
    }

    @Test
    void theTruthIsToldByRequestId() {
        try (Harness api = new Harness()) {
            String id = api.post("chat/completions", Harness.STREAM).headers().get("x-request-id");

            JsonNode truth = EventStream.json(
                    api.control("GET", "truth?request_id=" + id, "").text());
            assertThat(truth.get("first_content_ms").asDouble()).isBetween(20.0, 300.0);
            assertThat(truth.get("model").asText()).isEqualTo("fast");
            assertThat(EventStream.json(api.control("GET", "truth", "").text())).hasSize(1);
            assertThat(api.control("GET", "truth?request_id=req_none", "").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theCatalogueNamesEveryFaultWithItsParameters() {
        try (Harness api = new Harness()) {
            JsonNode catalogue =
                    EventStream.json(api.control("GET", "catalogue", "").text());

            assertThat(catalogue.get("faults")).hasSizeGreaterThan(35).allMatch(fault -> fault.has("with"));
            assertThat(catalogue.get("ports")).hasSize(5);
        }
    }

    private int statusAt(Harness api, long seconds) {
        clock.set(seconds * 1_000_000_000L);
        return api.post("chat/completions", Harness.CHAT, java.util.Map.of("X-Simulated-Region", "eu-west"))
                .status();
    }
}
