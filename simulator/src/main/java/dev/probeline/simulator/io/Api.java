package dev.probeline.simulator.io;

import dev.probeline.simulator.core.Moment;
import dev.probeline.simulator.core.Plan;
import dev.probeline.simulator.core.Reply;
import dev.probeline.simulator.core.Responder;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where requests of all connections come together: gives each its number, and what it is answered to the log. */
public final class Api {

    private static final Logger log = LoggerFactory.getLogger(Api.class);
    private static final String CONTROL = "/control/";

    /** What to play, and where to note what came of it. */
    record Exchange(Plan plan, TruthEntry truth) {}

    private final Responder responder;
    private final ControlApi control;
    private final TruthLog truth;
    private final String regionHeader;
    private final LongSupplier nanoClock;
    private final AtomicLong ordinal = new AtomicLong();

    /** @param nanoClock the clock of scripts and rate limits */
    public Api(Responder responder, ControlApi control, TruthLog truth, String regionHeader, LongSupplier nanoClock) {
        this.responder = responder;
        this.control = control;
        this.truth = truth;
        this.regionHeader = regionHeader;
        this.nanoClock = nanoClock;
    }

    String regionHeader() {
        return regionHeader;
    }

    Exchange answer(Arrival arrival) {
        if (arrival.request().path().startsWith(CONTROL) && arrival.fromLoopback()) {
            return new Exchange(control.answer(arrival.request()), TruthEntry.unrecorded(arrival));
        }
        Moment moment = new Moment(ordinal.getAndIncrement(), nanoClock.getAsLong(), arrival.headAt());
        Reply reply = responder.respond(arrival.request(), moment);
        TruthEntry entry = new TruthEntry(reply.facts(), arrival);
        truth.add(entry);
        return new Exchange(reply.plan(), entry);
    }

    /** Resets and refused certificates are the clients' and often wanted; the rest is a bug. */
    void failed(Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            log.debug("Connection lost: {}", cause.toString());
        } else {
            log.warn("Connection closed after a failure", cause);
        }
    }
}
