package dev.probeline.simulator;

import dev.probeline.simulator.core.FaultBoard;
import dev.probeline.simulator.core.Responder;
import dev.probeline.simulator.io.Api;
import dev.probeline.simulator.io.Certificates;
import dev.probeline.simulator.io.ControlApi;
import dev.probeline.simulator.io.ExtraPort;
import dev.probeline.simulator.io.ExtraPorts;
import dev.probeline.simulator.io.Listener;
import dev.probeline.simulator.io.TruthLog;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** An OpenAI-compatible API that fails as told and remembers what it really did. */
public final class Simulator implements AutoCloseable {

    private final SimulatorConfig config;
    private final LongSupplier nanoClock;
    private final FaultBoard faults;
    private final TruthLog truth;
    private final Certificates certificates = new Certificates(Instant.now());
    private final Listener listener;
    private final ExtraPorts extraPorts;
    private int port;

    public Simulator(SimulatorConfig config) {
        this(config, System::nanoTime);
    }

    /** @param nanoClock the clock of scripts and rate limits; latencies are always real */
    public Simulator(SimulatorConfig config, LongSupplier nanoClock) {
        this.config = config;
        this.nanoClock = nanoClock;
        this.faults = new FaultBoard(config.seed(), config.script());
        this.truth = new TruthLog(config.truthCapacity());
        Responder responder = new Responder(config.settings(), faults, new SecureRandom().nextLong());
        ControlApi control = new ControlApi(faults, truth, this::extraPort, nanoClock);
        this.listener =
                new Listener(new Api(responder, control, truth, config.regionHeader(), nanoClock), config.threads());
        this.extraPorts = new ExtraPorts(listener, certificates, config.listen().bind());
    }

    /** Takes the port, switches the configured faults on, and starts the script if it is to run from the start. */
    public void start() {
        config.faults().forEach(rule -> faults.arm(rule, nanoClock.getAsLong()));
        port = listener.listen(config.listen(), Optional.empty());
        if (config.startScript()) {
            startScript();
        }
    }

    public int port() {
        return port;
    }

    /** Where a client is to be pointed at, such as {@code http://127.0.0.1:8080/v1}. */
    public String baseUrl() {
        String host = config.listen().bind();
        String reachable = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port + "/v1";
    }

    /** What was really done with each request. */
    public TruthLog truth() {
        return truth;
    }

    /** Faults on and off while it runs. */
    public FaultBoard faults() {
        return faults;
    }

    /** Begins the script again from its start. */
    public void startScript() {
        faults.startScript(nanoClock.getAsLong());
    }

    /** Opens it if it is not open yet. */
    public int extraPort(ExtraPort kind) {
        return extraPorts.port(kind);
    }

    /** PEM of the authority behind the TLS ports. */
    public String certificateAuthority() {
        return certificates.authorityPem();
    }

    @Override
    public void close() {
        extraPorts.close();
        listener.close();
    }
}
