package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Instead;
import dev.probeline.simulator.core.Effect.Retire;
import dev.probeline.simulator.core.Step.Mark;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Every fault there is, by name: what the client sees, the parameters with their defaults, and the effect. A server
 * that cannot be reached at all is not here but among the extra ports.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions are pure and the map is a copy; the checker cannot tell
public enum FaultKind {
    // Errors instead of an answer.
    HTTP_401("a valid key is refused, and echoed in part", "", p -> instead(ErrorReplies.wrongKey("sk-simul****ated"))),
    HTTP_403("error is a plain string", "", p -> instead(ErrorReplies.forbidden())),
    HTTP_404("the model is gone", "", p -> (Instead) (call, org) -> ErrorReplies.unknownModel(call.modelName())),
    CONTEXT_LENGTH_EXCEEDED("400, prompt too long", "", p -> instead(ErrorReplies.contextTooLong(128_000, 128_512))),
    RATE_LIMIT_TOKENS("429 of tokens", "reset=6m0s", p -> LimitFaults.reached("tokens", p.nanos("reset"))),
    RATE_LIMIT_REQUESTS("429 of requests", "reset=20ms", p -> LimitFaults.reached("requests", p.nanos("reset"))),
    RATE_LIMIT_WITHOUT_HEADERS("429 that tells nothing", "", p -> LimitFaults.reachedSilently()),
    INSUFFICIENT_QUOTA("429 that no waiting heals", "", p -> instead(ErrorReplies.insufficientQuota())),
    CREDIT_BALANCE_EXHAUSTED("its newer form, no Retry-After", "", p -> instead(ErrorReplies.noCredit())),
    SLOW_DOWN("429, the rate rose too fast", "retry_after=60s", p -> later(ErrorReplies.slowDown(), p)),
    HTTP_500("server_error", "", p -> instead(ErrorReplies.serverError())),
    HTTP_502("HTML of the proxy", "status=502", p -> instead(ErrorReplies.badGateway(p.count("status")))),
    HTTP_503("overloaded, with Retry-After", "retry_after=5s", p -> later(ErrorReplies.overloaded(), p)),
    HTTP_529("overloaded_error", "", p -> instead(ErrorReplies.overloaded529())),
    HTTP_STATUS("any status and body", "status=504, type=text/plain, body=", p -> instead(anything(p))),
    ERROR_IN_200("status 200, an error as the body", "", p -> instead(ErrorReplies.errorIn200("server_error"))),
    GARBAGE("status 200, a body that is no JSON", "", p -> instead(ApiError.json(200, "{\"id\":\"chatcmpl-"))),

    // Time.
    SLOW("all of it late", "factor=1, extra=0s", p -> TimeFaults.slow(p.number("factor"), p.nanos("extra"))),
    SLOW_TTFT("content late, the head in time", "extra=3s", p -> TimeFaults.slowFirst(p.nanos("extra"))),
    SLOW_DRIP("a long wait before each chunk", "gap=500ms", p -> TimeFaults.drip(p.nanos("gap"))),
    STALL("silence for ever after some chunks", "after_chunks=3", p -> StreamFaults.stall(p.count("after_chunks"))),
    HEADERS_NEVER("not even a head", "", p -> StreamFaults.nothing()),
    KEEPALIVE_FOREVER("comments, never content", "every=1s", p -> LoopFaults.keepAlives(p.nanos("every"))),

    // The end of the stream, and of the connection.
    ERROR_AFTER_200(
            "an error in the stream",
            "after_chunks=2, type=server_error",
            p -> StreamFaults.error(p.count("after_chunks"), p.text("type"))),
    RESPONSE_FAILED(
            "a response ends as failed",
            "after_chunks=2, code=server_error",
            p -> StreamFaults.failed(p.count("after_chunks"), p.text("code"))),
    EOF_WITHOUT_DONE("an early end", "after_chunks=3", p -> StreamFaults.breakOff(p.count("after_chunks"), Mark.END)),
    MISSING_DONE("all but the DONE", "", p -> StreamFaults.without(Mark.DONE)),
    MISSING_FINISH_REASON("DONE without a finish_reason", "", p -> StreamFaults.without(Mark.FINISH)),
    CLOSE_BEFORE_HEADERS("FIN instead of a head", "", p -> StreamFaults.close()),
    CONNECTION_CLOSED(
            "FIN half-way", "after_chunks=2", p -> StreamFaults.breakOff(p.count("after_chunks"), Mark.CLOSE)),
    CONNECTION_RESET("RST half-way", "after_chunks=2", p -> StreamFaults.breakOff(p.count("after_chunks"), Mark.RESET)),
    ENDLESS_STREAM("content without end", "gap=20ms", p -> LoopFaults.endless(p.nanos("gap"))),
    HUGE_BODY("filler instead of content", "size=64MiB", p -> LoopFaults.huge(p.bytes("size"))),

    // Content.
    EMPTY_COMPLETION("stop with no content", "", p -> AnswerFaults.silent(0, true)),
    LENGTH_WITHOUT_CONTENT(
            "reasoning ate the budget", "tokens=64", p -> AnswerFaults.silent(Math.max(1, p.count("tokens")), false)),
    MODEL_SUBSTITUTED("another model answers", "model=substitute-1", p -> AnswerFaults.model(p.text("model"))),
    MISSING_USAGE("tokens are not reported", "", p -> AnswerFaults.withoutUsage()),
    USAGE_EVERYWHERE("usage in every chunk", "", p -> AnswerFaults.usageEverywhere()),
    BACKEND_CHANGED(
            "another fingerprint and service tier",
            "fingerprint=fp_other, tier=flex",
            p -> AnswerFaults.backend(p.text("fingerprint"), p.text("tier"))),
    MULTI_TOKEN_CHUNKS("several tokens a chunk", "tokens=4", p -> AnswerFaults.chunked(p.count("tokens"))),
    OBFUSCATION("padding though not wanted", "", p -> AnswerFaults.obfuscated()),

    // The stream's form.
    CRLF("lines end in CR LF", "", p -> FormFaults.crlf()),
    COMMENTS("a comment before each chunk", "text=OPENROUTER PROCESSING", p -> FormFaults.comments(p.text("text"))),
    BYTE_ORDER_MARK("BOM first", "", p -> FormFaults.byteOrderMark()),
    SPLIT_UTF8("letters cut in two by TCP writes", "gap=3ms", p -> FormFaults.splitUtf8(p.nanos("gap"))),

    // Headers and cards.
    NO_RATE_LIMIT_HEADERS("no x-ratelimit-*", "", p -> LimitFaults.withoutHeaders()),
    LOW_HEADROOM("little is left of the limits", "share=0.05", p -> LimitFaults.headroom(p.number("share"))),
    SHUTDOWN_SOON("a shutdown_date near by", "days=14", p -> retire(p.count("days")));

    private final String description;
    private final Map<String, String> defaults;
    private final Function<Parameters, Effect> factory;

    FaultKind(String description, String defaults, Function<Parameters, Effect> factory) {
        this.description = description;
        this.defaults = Collections.unmodifiableMap(Parameters.table(defaults));
        this.factory = factory;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    public Map<String, String> defaults() {
        return defaults;
    }

    Effect effect(Map<String, String> with) {
        return factory.apply(Parameters.of(id(), defaults, with));
    }

    private static Effect instead(ApiError error) {
        return (Instead) (call, organization) -> error;
    }

    private static Effect later(ApiError error, Parameters p) {
        return instead(error.with("retry-after", LimitFaults.wholeSeconds(p.nanos("retry_after"))));
    }

    private static ApiError anything(Parameters p) {
        return ApiError.edge(p.count("status"), p.text("type"), p.text("body"));
    }

    private static Effect retire(int days) {
        return (Retire) today -> today.plusDays(days);
    }
}
