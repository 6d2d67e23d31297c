package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.simulator.core.Step.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResponderTest {

    private static final String STREAM =
            "{\"model\":\"gpt\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void theSameSeedPlansTheSameResponses() {
        assertThat(played(1)).isEqualTo(played(1));
        assertThat(played(1)).isNotEqualTo(played(2));
    }

    @Test
    void stepsAreInOrderOfTimeAndTheHeadComesBeforeTheFirstContent() {
        Plan plan =
                responder(1).respond(request(), new Moment(0, 0, Instant.EPOCH)).plan();

        assertThat(plan.steps().stream().map(Step::atNanos)).isSorted();
        long head = plan.steps().get(0).atNanos();
        long content = plan.steps().get(plan.first(Mark.CONTENT)).atNanos();
        assertThat(head).isEqualTo(content * 4 / 5);
    }

    @Test
    void distanceIsAddedToAllStepsButNotToTheServersOwnTime() {
        Request far =
                new Request("POST", "/v1/chat/completions", "", key(), Optional.of("far"), Optional.empty(), STREAM);
        Plan near =
                responder(1).respond(request(), new Moment(0, 0, Instant.EPOCH)).plan();
        Plan distant =
                responder(1).respond(far, new Moment(0, 0, Instant.EPOCH)).plan();

        assertThat(distant.endNanos() - near.endNanos())
                .isEqualTo(Duration.ofMillis(40).toNanos());
        assertThat(distant.headers().get("openai-processing-ms"))
                .isEqualTo(near.headers().get("openai-processing-ms"));
    }

    private static List<String> played(long seed) {
        Responder responder = responder(seed);
        return LongStream.range(0, 20)
                .mapToObj(ordinal -> responder.respond(request(), new Moment(ordinal, ordinal, Instant.EPOCH)))
                .flatMap(reply -> reply.plan().steps().stream())
                .map(step -> step + " " + step.text())
                .toList();
    }

    private static Request request() {
        return new Request("POST", "/v1/chat/completions", "", key(), Optional.empty(), Optional.empty(), STREAM);
    }

    private static Signature key() {
        return new Signature(Optional.of("Bearer sk-any"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Responder responder(long seed) {
        Latency latency = new Latency(Duration.ofMillis(100), 0.3, 0, 1);
        Model model = new Model(
                Model.Kind.CHAT,
                Optional.empty(),
                latency,
                latency,
                new TokenCount(8, 0.2),
                1000,
                8,
                new RateLimit(100, 10_000),
                0,
                Optional.empty());
        Settings settings = new Settings(
                seed,
                "org",
                "proj",
                Map.of(),
                Map.of("far", new Region("SIN", Duration.ofMillis(40))),
                Map.of("gpt", model),
                latency);
        return new Responder(settings, new FaultBoard(seed, List.of()), 42);
    }
}
