package dev.probeline.producer.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.producer.config.Target;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.schemas.events.FaultDomain;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProbeMeters meters = new ProbeMeters(registry);

    @Test
    void limitsAreShownForEachResourceOnceTheyWereSeenAndAreUnknownWhenTheyAreNot() {
        ProbeResult seen = call().setRatelimitRemainingProjectTokens(7L)
                .setRatelimitResetProjectTokensMs(1_500L)
                .build();
        meters.attempt(call().build());
        assertThat(registry.find("llm.ratelimit.remaining").gauges()).isEmpty();

        meters.attempt(seen);
        assertThat(gauge("llm.ratelimit.remaining", "project_tokens")).isEqualTo(7);
        assertThat(gauge("llm.ratelimit.reset", "project_tokens")).isEqualTo(1.5);
        assertThat(registry.find("llm.ratelimit.limit").gauges()).isEmpty();

        meters.attempt(call().build());
        assertThat(gauge("llm.ratelimit.remaining", "project_tokens")).isNaN();
    }

    @Test
    void aProbeThatWasNotMadeIsAResultAndNoAttempt() {
        meters.attempt(call().setLatencyMs(null)
                .setOutcome(Outcome.failure)
                .setErrorType("budget_exhausted")
                .setFaultDomain(FaultDomain.prober)
                .build());

        assertThat(registry.get("llm.probe.results")
                        .tag("error_type", "budget_exhausted")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.find("llm.probe.attempts").counter()).isNull();
        assertThat(registry.find("gen_ai.client.operation.duration").timer()).isNull();
    }

    @Test
    void ofATargetThatIsGoneNothingIsShown() throws Exception {
        meters.targets(List.of(target("{name: t, model: m}")));
        meters.started("t", Duration.ofMillis(1));
        meters.skipped("t", "late", 1);
        meters.attempt(call().build());

        meters.targets(List.of(target("{name: other, model: m}")));
        meters.attempt(call().build()); // of a probe that was under way

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getTag("target")).isNull());
    }

    @Test
    void ofATargetWhoseModelChangedOnlyTheNewOneIsShown() throws Exception {
        meters.targets(List.of(target("{name: t, model: m}")));
        meters.attempt(call().build());

        meters.targets(List.of(target("{name: t, model: n}")));
        meters.attempt(call().setModel("n").build());

        assertThat(registry.get("probe.success").gauges())
                .singleElement()
                .satisfies(gauge -> assertThat(gauge.getId().getTag("model")).isEqualTo("n"));
        assertThat(registry.get("llm.probe.attempts").counters()).hasSize(1);
    }

    @Test
    void aServerThatAnswersWithEverNewModelsFillsNoLabel() {
        for (int i = 0; i < 1_000; i++) {
            meters.attempt(call().setResponseModel("model-" + i).build());
        }

        assertThat(registry.get("gen_ai.client.operation.duration").timers()).hasSize(21);
        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tag("gen_ai.response.model", "_OTHER")
                        .timer()
                        .count())
                .isEqualTo(980);
    }

    @Test
    void aCallIsNamedAsInTheConventions() {
        meters.attempt(call().setProvider("azure.ai.openai").build());

        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tag("gen_ai.provider.name", "azure.ai.openai")
                        .tag("gen_ai.operation.name", "chat")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private double gauge(String name, String resource) {
        return registry.get(name).tag("resource", resource).gauge().value();
    }

    private static ProbeResult.Builder call() {
        return SomeResult.builder("p")
                .setEndpoint("chat/completions")
                .setLatencyMs(100.0)
                .setServerProcessingMs(90.0);
    }

    private static Target target(String yaml) throws Exception {
        return ConfigFile.parse(yaml, "target", Target.class, name -> null);
    }
}
