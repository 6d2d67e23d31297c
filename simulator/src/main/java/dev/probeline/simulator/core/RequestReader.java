package dev.probeline.simulator.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/** Understands as much of a request as there is to understand; judging it is the gate's. */
final class RequestReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;
    private final long idSalt;

    /** @param idSalt keeps the ids of two runs with the same seed apart */
    RequestReader(KeyRing keys, long idSalt) {
        this.keys = keys;
        this.idSalt = idSalt;
    }

    Incoming read(Request request, Moment moment) {
        Optional<Address> address = Address.of(request.path());
        Api api = address.map(Address::api).orElse(Api.OPENAI);
        JsonNode body = parse(request.body());
        RequestView view = new RequestView(body);
        Call call = new Call(
                moment,
                requestId(moment.ordinal()),
                api,
                address.map(Address::endpoint),
                keys.alias(request.signature().key(api)),
                request.region().orElse(""),
                address.flatMap(Address::model).or(view::model));
        return new Incoming(request, call, view, body.isObject());
    }

    /** {@code req_} and 32 hexadecimal digits. */
    private String requestId(long ordinal) {
        long high = Dice.mix(idSalt ^ ordinal);
        long low = Dice.mix(high ^ idSalt);
        return "req_" + HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
