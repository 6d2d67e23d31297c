package dev.probeline.simulator.core;

import dev.probeline.simulator.core.RateLimits.Standing;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides between an answer and an error, and writes either down as a plan. */
final class Drafter {

    /** @param promptTokens 0 where nothing was answered */
    record Draft(Plan plan, int promptTokens, int completionTokens) {}

    private final Settings settings;
    private final Gate gate;
    private final ReplyHeaders headers;
    private final RateLimits limits = new RateLimits();

    Drafter(Settings settings) {
        this.settings = settings;
        this.gate = new Gate(settings.models());
        this.headers = new ReplyHeaders(settings.organization(), settings.project(), settings.regions());
    }

    Draft draft(Incoming incoming, Faults faults, RandomGenerator random) {
        Call call = incoming.call();
        Optional<ApiError> outside = gate.outside(incoming);
        if (outside.isPresent()) {
            return refusal(call, outside.get(), Map.of(), random);
        }
        Endpoint endpoint = call.endpoint().orElseThrow();
        Optional<ApiError> instead = faults.instead(call, settings.organization());
        if (endpoint == Endpoint.MODELS) {
            return instead.or(() -> call.model().flatMap(name -> gate.unknown(call.api(), name)))
                    .map(error -> refusal(call, error, Map.of(), random))
                    .orElseGet(() -> cards(call, faults, random));
        }
        Optional<ApiError> wrong = gate.inside(endpoint, incoming);
        return wrong.isPresent()
                ? refusal(call, instead.orElse(wrong.get()), Map.of(), random)
                : admitted(endpoint, incoming, faults, instead, random);
    }

    /** A proper request counts against the limits even if a fault is in the way of its answer. */
    private Draft admitted(
            Endpoint endpoint, Incoming incoming, Faults faults, Optional<ApiError> instead, RandomGenerator random) {
        Call call = incoming.call();
        RequestView view = incoming.view();
        Model model = settings.models().get(call.modelName());
        Answer answer = faults.reword(Composer.compose(call, model, view, random));
        boolean embedding = endpoint == Endpoint.EMBEDDINGS;
        int completion = embedding ? 0 : answer.speech().completionTokens();
        int tokens = answer.promptTokens() + (embedding ? 0 : view.maxTokens().orElse(completion));
        Standing standing = limits.charge(
                call.key().orElseThrow(),
                call.modelName(),
                model.limits(),
                tokens,
                call.moment().nanos());
        Optional<ApiError> error = instead.or(() -> standing.refusal(call, settings.organization(), tokens));
        if (error.isPresent()) {
            return refusal(call, error.get(), standing.headers(), random);
        }
        Map<String, String> all = headers.api(call);
        all.putAll(standing.headers());
        Plan plan = switch (endpoint) {
            case CHAT ->
                view.stream() ? ChatWire.stream(answer, call.api() == Api.AZURE, all) : ChatWire.whole(answer, all);
            case RESPONSES -> view.stream() ? ResponsesWire.stream(answer, all) : ResponsesWire.whole(answer, all);
            case MESSAGES -> view.stream() ? MessagesWire.stream(answer, all) : MessagesWire.whole(answer, all);
            default -> EmbeddingsWire.whole(answer, model, view, all);
        };
        return new Draft(plan, answer.promptTokens(), completion);
    }

    private Draft cards(Call call, Faults faults, RandomGenerator random) {
        Optional<String> shutdown =
                faults.shutdown(LocalDate.ofInstant(call.moment().wall(), ZoneOffset.UTC));
        String body = call.model()
                .map(name -> ModelsWire.card(name, settings.models().get(name), shutdown) + "\n")
                .orElseGet(() -> ModelsWire.list(settings.models(), shutdown));
        long at = settings.errorLatency().drawNanos(random);
        return new Draft(Plan.whole(200, headers.api(call), "application/json", at, body), 0, 0);
    }

    private Draft refusal(Call call, ApiError said, Map<String, String> limitHeaders, RandomGenerator random) {
        ApiError error = call.api() == Api.ANTHROPIC ? AnthropicWords.of(said) : said;
        Map<String, String> all = error.fromEdge() ? headers.edge(call) : headers.api(call);
        if (!error.fromEdge()) {
            all.putAll(limitHeaders);
        }
        all.putAll(error.headers());
        long at = settings.errorLatency().drawNanos(random);
        return new Draft(Plan.whole(error.status(), all, error.contentType(), at, error.body()), 0, 0);
    }
}
