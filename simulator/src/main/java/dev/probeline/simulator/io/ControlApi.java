package dev.probeline.simulator.io;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probeline.runtime.config.ConfigFile;
import dev.probeline.runtime.config.InvalidConfigException;
import dev.probeline.simulator.core.FaultBoard;
import dev.probeline.simulator.core.FaultRule;
import dev.probeline.simulator.core.Plan;
import dev.probeline.simulator.core.Request;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** {@code /control/…}: faults on and off, the script, the record of truth, the extra ports. For loopback only. */
public final class ControlApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TRUTHS = 10_000;

    private final FaultBoard board;
    private final TruthLog truth;
    private final ToIntFunction<ExtraPort> ports;
    private final LongSupplier nanoClock;

    /** @param ports opens an extra port and gives its number */
    public ControlApi(FaultBoard board, TruthLog truth, ToIntFunction<ExtraPort> ports, LongSupplier nanoClock) {
        this.board = board;
        this.truth = truth;
        this.ports = ports;
        this.nanoClock = nanoClock;
    }

    Plan answer(Request request) {
        Map<String, List<String>> query = new QueryStringDecoder("?" + request.query()).parameters();
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /control/faults" -> reply(200, ControlJson.faults(board.armed(), nanoClock.getAsLong()));
                case "POST /control/faults" -> arm(request);
                case "DELETE /control/faults" -> reply(200, count("removed", board.disarm(id(query))));
                case "GET /control/catalogue" -> reply(200, ControlJson.catalogue());
                case "GET /control/truth" -> truth(query);
                case "POST /control/script/start" ->
                    reply(200, count("rules", board.startScript(nanoClock.getAsLong())));
                case "POST /control/script/stop" -> {
                    board.stopScript();
                    yield reply(200, count("rules", 0));
                }
                case "POST /control/ports" -> reply(200, count("port", ports.applyAsInt(port(query))));
                default -> refuse(404, "no such control (expected: see /control/catalogue)");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return refuse(400, String.valueOf(e.getMessage()));
        }
    }

    /** The body is a rule as in the configuration; JSON is YAML. References are not resolved for strangers. */
    private Plan arm(Request request) {
        String text = request.body();
        if (text.contains("${")) {
            throw new IllegalArgumentException("references have no place here (expected: plain values)");
        }
        try {
            FaultRule rule = ConfigFile.parse(text, "rule", FaultRule.class, name -> null);
            return reply(200, count("id", board.arm(rule, nanoClock.getAsLong()).id()));
        } catch (InvalidConfigException e) {
            return refuse(400, e.getMessage());
        }
    }

    private Plan truth(Map<String, List<String>> query) {
        Optional<String> id = value(query, "request_id").or(() -> value(query, "client_request_id"));
        if (id.isPresent()) {
            return truth.find(id.get())
                    .map(found -> reply(200, ControlJson.truth(found)))
                    .orElseGet(() -> refuse(404, "no such request, or forgotten by now"));
        }
        Instant since = value(query, "since").map(Instant::parse).orElse(Instant.EPOCH);
        ArrayNode list = JSON.createArrayNode();
        truth.since(since, MOST_TRUTHS).forEach(each -> list.add(ControlJson.truth(each)));
        return reply(200, list);
    }

    private static ExtraPort port(Map<String, List<String>> query) {
        String name = value(query, "name").orElse("");
        return Arrays.stream(ExtraPort.values())
                .filter(port -> port.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("name: " + name + " (expected: one of "
                        + Arrays.stream(ExtraPort.values()).map(ExtraPort::id).collect(joining(", ")) + ")"));
    }

    private static OptionalInt id(Map<String, List<String>> query) {
        return value(query, "id")
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    private static Optional<String> value(Map<String, List<String>> query, String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    private static ObjectNode count(String name, int value) {
        return JSON.createObjectNode().put(name, value);
    }

    private static Plan refuse(int status, String message) {
        return reply(status, JSON.createObjectNode().put("error", message));
    }

    private static Plan reply(int status, JsonNode body) {
        return Plan.whole(status, Map.of(), "application/json", 0, body + "\n");
    }
}
