package dev.probeline.simulator.core;

/**
 * The API without a network: a request and its moment in, a plan out. Only the rate limits and the switched-on faults
 * remember anything from one request to the next.
 */
public final class Responder {

    private final Settings settings;
    private final FaultBoard board;
    private final Dice dice;
    private final RequestReader reader;
    private final Drafter drafter;

    /** @param idSalt keeps the ids of two runs with the same seed apart */
    public Responder(Settings settings, FaultBoard board, long idSalt) {
        this.settings = settings;
        this.board = board;
        this.dice = new Dice(settings.seed());
        this.reader = new RequestReader(new KeyRing(settings.keys()), idSalt);
        this.drafter = new Drafter(settings);
    }

    public Reply respond(Request request, Moment moment) {
        Incoming incoming = reader.read(request, moment);
        Call call = incoming.call();
        Faults faults = new Faults(board.befalling(call));
        Drafter.Draft draft = drafter.draft(incoming, faults, dice.forRequest(moment.ordinal()));
        Plan plan = faults.replay(draft.plan(), call);
        Facts facts = new Facts(
                call.requestId(),
                call.endpointPath(),
                call.modelName(),
                call.region(),
                call.key().orElse(""),
                plan.streamed(),
                plan.status(),
                faults.names(),
                draft.promptTokens(),
                draft.completionTokens());
        Plan timed = ReplyHeaders.timed(plan);
        Plan worded = call.api() == Api.ANTHROPIC
                ? timed.withHeaders(headers -> AnthropicWords.headers(headers, moment.wall()))
                : timed;
        return new Reply(distant(worded, call.region()), facts);
    }

    /** What lies between caller and server is not the server's processing time. */
    private Plan distant(Plan plan, String region) {
        long nanos = settings.regions()
                .getOrDefault(region, Region.ELSEWHERE)
                .distance()
                .toNanos();
        return nanos == 0 ? plan : plan.delayed(0, nanos);
    }
}
